// SPDX-License-Identifier: GPL-2.0-or-later
// Where a run reads and where it writes, from what the user typed and what the index recorded.
#pragma once

#include <string>
#include <vector>

#include "indexer/options.h"
#include "indexer/source/corpus_walker.h"

namespace chokepoint {

// --db or the default place, as an absolute path.
std::string index_path(const IndexerOptions& options);

// The canonical absolute paths of the PATHs, each once, in their order, without those that lie inside
// another. Throws UsageError for one that does not exist or is neither a directory nor a regular file.
std::vector<std::string> canonical_roots(const std::vector<std::string>& paths);

// The roots of a run: the recorded ones without those dropped, then new PATHs. Throws UsageError if there
// is none or a dropped one was not recorded, GuardError if a recorded one is gone: a disk may not be
// mounted, and then the index must not be emptied.
std::vector<std::string> roots_of_run(const IndexerOptions& options,
                                      const std::vector<std::string>& recorded);

// What to leave out below the roots; `index` is the index of the run, if it has one.
WalkOptions walk_options(const IndexerOptions& options, const std::string& index = {});

}  // namespace chokepoint
