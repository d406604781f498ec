// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/terminal.h"
#include "searcher/output/formats.h"

namespace chokepoint {

void write_paths(const SearchResults& results, const OutputOptions& options, Sink& out) {
  if (!options.wants_results) return;
  const bool is_raw = options.format == Format::kPaths0;
  for (const Hit& hit : results.hits) {
    if (options.batch) out.write(escape_line(results.query_id) + "\t");
    out.write(is_raw ? hit.article.path : escape_name(hit.article.path));
    out.write(is_raw ? std::string_view("\0", 1) : std::string_view("\n"));
  }
}

}  // namespace chokepoint
