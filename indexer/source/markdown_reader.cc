// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/markdown_reader.h"

namespace chokepoint {

void read_markdown(const SourceContent& content, const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "markdown is not read yet"});
}

}  // namespace chokepoint
