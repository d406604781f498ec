// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/converter.h"

namespace chokepoint {

void read_converted(const SourceContent& content, Format /*format*/, const std::vector<Filter>& /*filters*/,
                    const ArticleSink& sink) {
  sink(Skip{content.file.path, "unsupported", "not read yet"});
}

}  // namespace chokepoint
