// SPDX-License-Identifier: GPL-2.0-or-later
// Reads PDF, DOCX, ODT, EPUB, RTF and what --filter names through outside programs, which run confined: no
// network, no writes, a process group of their own, limits of time, memory and output.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/format.h"
#include "indexer/source/raw_article.h"

namespace chokepoint {

// One --filter=TYPE:COMMAND.
struct Filter {
  std::string type;     // a MIME type or a suffix (".abc")
  std::string command;  // words as a shell would part them; no shell reads it
};

// Reads one file of a format that needs a converter: one article.
void read_converted(const SourceContent& content, Format format, const std::vector<Filter>& filters,
                    const ArticleSink& sink);

}  // namespace chokepoint
