// SPDX-License-Identifier: GPL-2.0-or-later
// The searcher's command line, checked here and nowhere else.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/date.h"
#include "common/cli/terminal.h"
#include "common/index/fields.h"
#include "searcher/pager.h"

namespace chokepoint {

enum class Match { kAll, kAny, kAuto };
enum class Sort { kRelevance, kText, kNewest, kOldest };
enum class Format { kText, kJson, kJsonl, kCsv, kTsv, kPaths, kPaths0 };

// The articles that --events reads unless --limit says otherwise: a list of events is shorter to read.
inline constexpr std::uint64_t kEventsLimit = 100;

struct SearcherOptions {
  std::vector<std::string> databases;                 // empty: the default index
  std::string query;                                  // the words of the command line, joined by spaces
  std::string show_id;                                // --show
  std::map<Field, std::vector<std::string>> filters;  // as typed, "!" included
  std::optional<Date> since;
  std::optional<Date> until;
  std::optional<Match> match;  // nothing: by the format
  Sort sort = Sort::kRelevance;
  std::vector<Field> facets;
  bool are_facets_given = false;
  std::size_t facet_limit = 10;
  std::optional<std::pair<Field, Field>> cross;
  std::optional<std::uint64_t> limit = 10;  // articles; nothing: all. Of --events kEventsLimit
  bool is_limit_given = false;
  std::uint64_t offset = 0;
  std::optional<bool> group_duplicates;  // nothing: by the format
  bool count = false;
  bool events = false;
  std::string batch;                         // file name, "-" for standard input, empty: none
  std::chrono::milliseconds timeout{10000};  // 0: none
  bool allow_partial = false;
  Format format = Format::kText;
  bool explain = false;
  When color = When::kAuto;
  Paging paging = Paging::kAuto;
  std::string hyperlink_format = "none";
  bool help = false;     // --help: nothing else matters
  bool version = false;  // --version
};

// Reads what main() was given, the program's name first, and `default_config` unless the command line says
// otherwise (command_line.h); empty: no file. Throws UsageError for an unknown or repeated option, a value
// out of range, and options that exclude one another. `today` (UTC) is what "30d" counts from.
SearcherOptions parse_options(int argc, const char* const* argv, const Date& today,
                              const std::filesystem::path& default_config = {});

// What --help and --version print, with a line end.
std::string help_text();
std::string version_text();

}  // namespace chokepoint
