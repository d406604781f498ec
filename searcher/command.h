// SPDX-License-Identifier: GPL-2.0-or-later
// What the command line asks for, done: one search, a batch of them, or one article shown.
#pragma once

#include "common/base/date.h"
#include "common/cli/diagnostics.h"
#include "common/cli/exit_status.h"
#include "common/cli/output_stream.h"
#include "searcher/options.h"

namespace chokepoint {

// Writes results to `out` and notes to standard error. Returns kOk, kNoResult, or kUsage when the query or a
// line of a batch was rejected, which it has said then; throws Error for what stops the run. `out` is flushed
// after each query of a batch. Ends the process when the deadline passes.
ExitStatus run_command(const SearcherOptions& options, const Date& today, Sink& out,
                       const Diagnostics& diagnostics);

}  // namespace chokepoint
