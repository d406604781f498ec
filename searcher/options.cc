// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/options.h"

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "common/cli/command_line.h"
#include "searcher/option_rows.h"

namespace chokepoint {
namespace {

void check_combinations(const SearcherOptions& options) {
  const auto exclude = [](bool one, bool other, const char* names) {
    if (one && other) throw UsageError(std::string(names) + " exclude one another");
  };
  const bool has_query = !trim(options.query).empty();
  exclude(!options.show_id.empty(), has_query, "--show and a query");
  exclude(!options.show_id.empty(), options.count, "--show and --count");
  exclude(!options.show_id.empty(), options.events, "--show and --events");
  exclude(!options.show_id.empty(), options.cross.has_value(), "--show and --cross");
  exclude(!options.batch.empty(), has_query, "--batch and a query");
  exclude(!options.batch.empty(), !options.show_id.empty(), "--batch and --show");
  exclude(options.count, options.events, "--count and --events");
  exclude(options.count, options.cross.has_value(), "--count and --cross");
  exclude(options.events, options.cross.has_value(), "--events and --cross");
  const bool is_paths = options.format == Format::kPaths || options.format == Format::kPaths0;
  const bool is_table = is_paths || options.format == Format::kCsv || options.format == Format::kTsv;
  exclude(is_table, options.explain, "--explain and --format=csv, tsv or paths");
  exclude(options.count, options.explain, "--count and --explain");
  exclude(is_paths, options.cross.has_value(), "--format=paths and --cross");
  exclude(is_paths, options.events, "--format=paths and --events");
  if (options.since && options.until && *options.since > *options.until) {
    throw UsageError("--since=" + to_iso(*options.since) +
                     " is later than --until=" + to_iso(*options.until));
  }
}

}  // namespace

SearcherOptions parse_options(int argc, const char* const* argv, const Date& today,
                              const std::filesystem::path& default_config) {
  const CommandLine line = read_command_line(option_table(), {argv + std::min(argc, 1), argv + argc},
                                             SingleDash::kIsWord, default_config);
  SearcherOptions options;
  options.facets = {Field::kCountry, Field::kCompany, Field::kMeasure};
  for (const GivenOption& given : line.options) {
    const OptionRow& row = option_rows()[given.index];
    set_given(given, [&] { row.set(options, {row.spec.name, given.text, today}); });
  }
  for (const std::string& word : line.words) options.query += (options.query.empty() ? "" : " ") + word;
  if (options.events && !options.is_limit_given) options.limit = kEventsLimit;
  if (options.help || options.version) return options;
  try {
    check_combinations(options);
  } catch (const UsageError& error) {
    if (line.config.empty()) throw;
    throw UsageError(error.what(), "options are read from \"" + line.config + "\" as well");
  }
  return options;
}

}  // namespace chokepoint
