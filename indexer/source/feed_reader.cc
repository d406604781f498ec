// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/feed_reader.h"

namespace chokepoint {

void read_feed(const SourceContent& content, const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "feed is not read yet"});
}

}  // namespace chokepoint
