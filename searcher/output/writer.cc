// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/writer.h"

#include "common/cli/terminal.h"
#include "searcher/output/formats.h"

namespace chokepoint {

void write_count(const SearchResults& results, const OutputOptions& options, Sink& out) {
  if (options.batch) out.write(escape_line(results.query_id) + "\t");
  out.write(std::to_string(results.total) + "\n");
}

void write_results(const SearchResults& results, const OutputOptions& options, Sink& out) {
  const bool is_json = options.format == Format::kJson || options.format == Format::kJsonl;
  if (options.count && !is_json) return write_count(results, options, out);
  switch (options.format) {
    case Format::kText:
      return write_text(results, options, out);
    case Format::kJson:
    case Format::kJsonl:
      return write_json(results, options, out);
    case Format::kCsv:
    case Format::kTsv:
      return write_delimited(results, options, out);
    case Format::kPaths:
    case Format::kPaths0:
      return write_paths(results, options, out);
  }
}

void write_article(const Article& article, const OutputOptions& options, Sink& out) {
  if (options.format == Format::kText) return write_text(article, options, out);
  if (options.format == Format::kJson || options.format == Format::kJsonl)
    return write_json(article, options, out);
  SearchResults results;
  results.total = 1;
  results.hits.emplace_back().article = article;
  write_results(results, options, out);
}

}  // namespace chokepoint
