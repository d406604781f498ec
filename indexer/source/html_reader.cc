// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html_reader.h"

namespace chokepoint {

void read_html(const SourceContent& content, const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "html is not read yet"});
}

}  // namespace chokepoint
