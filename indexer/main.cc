// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <filesystem>
#include <new>
#include <string_view>

#include <sys/stat.h>
#include <unicode/uversion.h>
#include <unistd.h>
#include <xapian.h>

#include "common/base/out_of_memory.h"
#include "common/base/program_name.h"
#include "common/base/version.h"
#include "common/cli/config_file.h"
#include "common/cli/diagnostics.h"
#include "common/cli/exit_status.h"
#include "common/cli/output_stream.h"
#include "common/index/generation.h"
#include "common/text/icu_memory.h"
#include "indexer/index_run.h"
#include "indexer/interrupt.h"
#include "indexer/options.h"
#include "indexer/publish/index_check.h"
#include "indexer/publish/publisher.h"
#include "indexer/reading_run.h"
#include "indexer/roots.h"
#include "indexer/run_report.h"
#include "indexer/source/format_list.h"

namespace chokepoint {
namespace {

// With --strict, a skip is an error, and an error is said even with --quiet.
ExitStatus status_of_skips(const std::vector<Skip>& skips, const IndexerOptions& options,
                           const Diagnostics& diagnostics) {
  if (!options.strict || skips.empty()) return ExitStatus::kOk;
  diagnostics.error(std::to_string(skips.size()) + " skipped, the first is \"" + skips.front().path +
                    "\": " + skips.front().reason + " (" + skips.front().detail + ")");
  return ExitStatus::kNoResult;
}

// What the indexer writes there besides the index would be taken for damage.
void refuse_in_index(const std::string& report, const IndexerOptions& options) {
  if (report.empty()) return;
  std::error_code error;
  const auto db = std::filesystem::weakly_canonical(index_path(options), error);
  const auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(report), error);
  if (std::mismatch(db.begin(), db.end(), path.begin(), path.end()).first != db.end()) return;
  throw UsageError("the report \"" + report + "\" would lie in the index",
                   "name another file with --report=FILE");
}

ExitStatus run_index_and_report(const IndexerOptions& options, const Diagnostics& diagnostics,
                                OutputStream& out) {
  // Directories get the execute bits that match the read bits; Xapian asks for 0666 and 0777.
  ::umask(0777U & ~(options.mode | ((options.mode & 0444U) >> 2U)));
  refuse_in_index(options.report, options);
  const ReportFile report(options.report);
  const IndexSummary summary = run_index(options, diagnostics);
  if (!options.quiet) {
    warn_of_skips(summary.skips, options.verbose, diagnostics);
    if (options.verbose) {
      diagnostics.note(std::to_string(summary.ignored) +
                       " files and directories were left out by name or pattern, or as links");
    }
  }
  try {
    if (!options.quiet) out.write(summary_line(summary, options.format));
    out.flush();
    report.write(summary);
  } catch (const InputError& error) {
    if (!summary.is_published) throw;
    throw InputError(error.what(), "generation " + std::to_string(summary.generation) +
                                       " was published all the same; only what tells of it is missing");
  }
  return status_of_skips(summary.skips, options, diagnostics);
}

ExitStatus run_dry_and_report(const IndexerOptions& options, const Diagnostics& diagnostics,
                              OutputStream& out) {
  const ReportFile report(options.report);
  const ReadingSummary summary = run_dry(options, [&out](const std::string& text) { out.write(text); });
  if (!options.quiet && options.format == ReportFormat::kText) {
    out.write(std::to_string(summary.articles) + " articles, " + std::to_string(summary.skips.size()) +
              " skipped\n");
  }
  if (!options.quiet) warn_of_skips(summary.skips, options.verbose, diagnostics);
  IndexSummary totals;
  totals.articles = summary.articles;
  totals.files = summary.files;
  totals.files_read = summary.files;
  totals.skips = summary.skips;
  report.write(totals);
  return status_of_skips(summary.skips, options, diagnostics);
}

Generation current_generation(const std::string& db) {
  const auto generation = find_current_generation(db);
  if (generation) return *generation;
  throw IndexError("no index at \"" + db + "\"",
                   std::string("create it with \"") + indexer_name() + " --db=PATH DIRECTORY\"");
}

ExitStatus verify(const IndexerOptions& options, const Diagnostics& diagnostics, OutputStream& out) {
  const std::string db = index_path(options);
  Generation generation = current_generation(db);
  auto faults = check_index(db, generation);
  // One that another run has replaced meanwhile may be gone, which is no fault of the index.
  for (Generation next = current_generation(db); !faults.empty() && next.number != generation.number;
       next = current_generation(db)) {
    generation = next;
    faults = check_index(db, generation);
  }
  for (const std::string& fault : faults) diagnostics.error(fault);
  if (!faults.empty()) return ExitStatus::kIndex;
  if (!options.quiet) out.write("generation " + std::to_string(generation.number) + " is sound\n");
  return ExitStatus::kOk;
}

std::string version_text() {
  return std::string(indexer_name()) + " " + kVersion + "\nXapian " + Xapian::version_string() + ", ICU " +
         U_ICU_VERSION + "\n";
}

ExitStatus run(const IndexerOptions& options, const Diagnostics& diagnostics, OutputStream& out,
               bool has_output) {
  const bool is_to_tell = options.action != Action::kIndex && options.action != Action::kVerify;
  if (is_to_tell && !has_output && !(options.action == Action::kDryRun && options.quiet))
    throw InputError("cannot write the results: standard output is closed");
  switch (options.action) {
    case Action::kShowHelp:
      out.write(indexer_help());
      return ExitStatus::kOk;
    case Action::kShowVersion:
      out.write(version_text());
      return ExitStatus::kOk;
    case Action::kShowFormats:
      out.write(formats_text());
      return ExitStatus::kOk;
    case Action::kDryRun:
      return run_dry_and_report(options, diagnostics, out);
    case Action::kExplain:
      run_explain(options, [&out](const std::string& text) { out.write(text); });
      return ExitStatus::kOk;
    case Action::kVerify:
      return verify(options, diagnostics, out);
    case Action::kIndex:
      break;
  }
  return run_index_and_report(options, diagnostics, out);
}

ExitStatus run(int argc, const char* const* argv, const Diagnostics& diagnostics, OutputStream& out,
               bool has_output) {
  if (const auto request = completion_request(argc, argv))
    return write_indexer_completion(*request, out) ? ExitStatus::kOk : ExitStatus::kNoResult;
  return run(parse_indexer_options(argc, argv, default_config_path("indexer")), diagnostics, out, has_output);
}

constexpr auto kGrace = std::chrono::milliseconds(1500);  // so that a signal ends a run within 2 s

std::string interrupted_text(int signal) {
  return "stopped by signal " + std::to_string(signal) + "; nothing was published";
}

// For a run that is within Xapian and looks for no signal.
[[noreturn]] void end_interrupted(int signal) {
  Diagnostics(indexer_name()).error(interrupted_text(signal));
  remove_current_staging();
  ::_exit(static_cast<int>(ExitStatus::kSignal) + signal);
}

constexpr std::string_view kMemoryHint = "use fewer --jobs, or a smaller --max-bytes";

// Xapian 1.4 writes the values of documents in a destructor, so that a full disk may end in std::terminate();
// so does memory that runs out in a destructor or in a library that cannot say so.
[[noreturn]] void end_in_order() {
  constexpr std::string_view kWriting = ": Xapian failed while it was writing";
  constexpr std::string_view kUnknown = ": Xapian failed while it was writing, or is out of memory";
  constexpr std::string_view kRest =
      ": most often the disk is full or a limit of the system was reached\n"
      "hint: check the free space and the limits of the system, then run again\n";
  const EndCause cause = cause_of_end();
  if (cause == EndCause::kMemory) {
    say_out_of_memory(indexer_name(), kMemoryHint);
  } else {
    for (const std::string_view part :
         {std::string_view(indexer_name()), cause == EndCause::kOther ? kWriting : kUnknown, kRest})
      static_cast<void>(!::write(STDERR_FILENO, part.data(), part.size()));
  }
  remove_current_staging();
  ::_exit(static_cast<int>(ExitStatus::kResources));
}

int run_main(int argc, char** argv) {
  const bool has_output = reserve_standard_streams();
  install_signal_handlers();
  const InterruptWatch watch(kGrace, end_interrupted);
  const Diagnostics diagnostics(indexer_name());
  OutputStream out(STDOUT_FILENO);
  try {
    const ExitStatus status = run(argc, argv, diagnostics, out, has_output);
    out.flush();
    return static_cast<int>(status);
  } catch (const Interrupted& interrupted) {
    diagnostics.error(interrupted_text(interrupted.signal()));
    return static_cast<int>(ExitStatus::kSignal) + interrupted.signal();
  } catch (const Error& error) {
    diagnostics.error(error);
    return static_cast<int>(exit_status_of(error));
  } catch (const Xapian::Error& error) {
    diagnostics.error("unexpected error of Xapian: " + error.get_msg() + " (" + error.get_type() + ")");
  } catch (const std::bad_alloc&) {
    throw;  // saying anything else needs memory, too
  } catch (const std::exception& error) {
    diagnostics.error(error.what());
  }
  return static_cast<int>(ExitStatus::kResources);
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  chokepoint::set_called_as(argc > 0 ? argv[0] : nullptr);
  std::set_terminate(chokepoint::end_in_order);
  chokepoint::let_icu_have_memory_or_end();
  try {
    return chokepoint::run_main(argc, argv);
  } catch (const std::bad_alloc&) {
    chokepoint::say_out_of_memory(chokepoint::indexer_name(), chokepoint::kMemoryHint);
    return static_cast<int>(chokepoint::ExitStatus::kResources);
  }
}
