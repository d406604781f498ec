// SPDX-License-Identifier: GPL-2.0-or-later
// What both programs return to the shell. Scripts rely on these numbers; the manual pages list them from
// here.
#pragma once

namespace chokepoint {

enum class ExitStatus : int {
  kOk = 0,          // indexer: published or nothing to do; searcher: at least one result
  kNoResult = 1,    // searcher: nothing matches; indexer: something was skipped and --strict was given
  kUsage = 2,       // the command line, a table or the query is wrong
  kIndex = 3,       // the index is missing, foreign, of another format or damaged
  kResources = 4,   // I/O error, disk full, a limit of the system; the old index is intact
  kGuard = 5,       // a guard refused to publish
  kShard = 6,       // one of several indexes is missing
  kLocked = 75,     // another indexer holds the lock (EX_TEMPFAIL of sysexits.h: try again)
  kDeadline = 124,  // the deadline passed (as timeout(1) has it)
  kSignal = 128,    // + n: ended by signal n
};

}  // namespace chokepoint
