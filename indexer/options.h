// SPDX-License-Identifier: GPL-2.0-or-later
// The indexer's command line, checked here and nowhere else.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/cli/completion.h"
#include "common/cli/option_table.h"
#include "common/cli/output_stream.h"
#include "common/cli/terminal.h"
#include "indexer/memory_budget.h"
#include "indexer/source/filter.h"

namespace chokepoint {

enum class Action { kIndex, kDryRun, kExplain, kVerify, kShowHelp, kShowVersion, kShowFormats };
enum class Rebuild { kAuto, kAlways, kUpdate };  // kAuto: update if there is an index
enum class ReportFormat { kText, kJsonl };

struct IndexerOptions {
  Action action = Action::kIndex;
  std::vector<std::string> paths;
  std::vector<std::string> dropped_roots;
  std::optional<std::string> database;  // nothing: the default place
  Rebuild rebuild = Rebuild::kAuto;
  std::string explain;  // FILE or ID
  ReportFormat format = ReportFormat::kText;
  std::string report;                     // file for the report; empty: none
  std::size_t jobs = 0;                   // never 0 once parsed
  std::uint64_t memory = kDefaultMemory;  // bytes that a run may hold
  std::string tables;                     // directory with tables; empty: the built-in ones alone
  std::vector<std::string> excludes;
  bool follow = false;                            // symbolic links
  std::uint64_t max_bytes = 20ULL * 1024 * 1024;  // of an input file
  std::vector<Filter> filters;
  std::size_t keep = 1;  // earlier generations
  unsigned max_vanished_percent = 20;
  std::chrono::seconds lock_wait{0};
  unsigned mode = 0600;  // of index files
  bool strict = false;
  bool quiet = false;
  bool verbose = false;
  When progress = When::kAuto;
};

// What is said of each option.
const OptionTable& indexer_option_table();

// Reads what main() was given, the program's name first, and `default_config` unless the command line says
// otherwise (command_line.h); empty: no file. Throws UsageError with a hint.
IndexerOptions parse_indexer_options(int argc, const char* const* argv,
                                     const std::filesystem::path& default_config = {});

// Answers --complete; false if there was nothing to write.
bool write_indexer_completion(const CompletionRequest& request, Sink& out);

// The text of --help.
std::string indexer_help();

}  // namespace chokepoint
