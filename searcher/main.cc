// SPDX-License-Identifier: GPL-2.0-or-later
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <new>

#include <unistd.h>
#include <xapian.h>

#include "common/base/out_of_memory.h"
#include "common/base/program_name.h"
#include "common/cli/completion.h"
#include "common/cli/config_file.h"
#include "common/cli/diagnostics.h"
#include "common/cli/output_stream.h"
#include "common/index/xapian_errors.h"
#include "common/text/icu_memory.h"
#include "searcher/command.h"
#include "searcher/completion.h"
#include "searcher/open_index.h"
#include "searcher/options.h"
#include "searcher/pager.h"

namespace chokepoint {
namespace {

// A batch answers as it goes, and what is for machines is never paged.
Paging paging_of(const SearcherOptions& options) {
  if (options.help) return options.paging;
  const bool is_for_reading = options.format == Format::kText && !options.count && options.batch.empty();
  return is_for_reading ? options.paging : Paging::kNever;
}

ExitStatus run(int argc, const char* const* argv, const Diagnostics& diagnostics) {
  const Date today = today_utc();
  const std::filesystem::path default_config = default_config_path("searcher");
  OutputStream standard_output(STDOUT_FILENO);
  if (const auto request = completion_request(argc, argv)) {
    const ExitStatus status = run_completion(*request, today, default_config, standard_output);
    standard_output.flush();
    return status;
  }
  const SearcherOptions options = parse_options(argc, argv, today, default_config);
  PagedOutput out(paging_of(options), standard_output, diagnostics);
  ExitStatus status = ExitStatus::kOk;
  if (options.help)
    out.write(help_text());
  else if (options.version)
    out.write(version_text());
  else
    status = run_command(options, today, out, diagnostics);
  out.finish();
  return status;
}

// Says what stopped the run and returns its status.
ExitStatus run_and_report(int argc, const char* const* argv) {
  const Diagnostics diagnostics(searcher_name());
  const bool has_output = reserve_standard_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // so that a limit on the size of files is an error and not a death
  try {
    if (!has_output) throw InputError("cannot write the results: standard output is closed");
    return run(argc, argv, diagnostics);
  } catch (const ShardError& error) {
    diagnostics.error(error);
    return ExitStatus::kShard;
  } catch (const Error& error) {
    diagnostics.error(error);
    return exit_status_of(error);
  } catch (const Xapian::Error& error) {
    diagnostics.error(describe(error, "search"));
    return ExitStatus::kIndex;
  } catch (const std::bad_alloc&) {
    throw;  // saying anything else needs memory, too
  } catch (const std::exception& error) {
    diagnostics.error(error.what());
    return ExitStatus::kResources;
  }
}

// Where no exception may pass: memory ran out in a destructor or a library, or there is a fault in this
// program.
[[noreturn]] void end_in_order() {
  if (cause_of_end() == EndCause::kOther) std::abort();
  say_out_of_memory(searcher_name(), "");
  ::_exit(static_cast<int>(ExitStatus::kResources));
}

}  // namespace
}  // namespace chokepoint

int main(int argc, char** argv) {
  chokepoint::set_called_as(argc > 0 ? argv[0] : nullptr);
  std::set_terminate(chokepoint::end_in_order);
  chokepoint::let_icu_have_memory_or_end();
  try {
    return static_cast<int>(chokepoint::run_and_report(argc, argv));
  } catch (const std::bad_alloc&) {
    chokepoint::say_out_of_memory(chokepoint::searcher_name(), "");
    return static_cast<int>(chokepoint::ExitStatus::kResources);
  }
}
