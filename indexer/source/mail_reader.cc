// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mail_reader.h"

namespace chokepoint {

void read_mail(const SourceContent& content, const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "mail is not read yet"});
}

void read_mbox(const SourceContent& content, const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "mbox is not read yet"});
}

}  // namespace chokepoint
