// SPDX-License-Identifier: GPL-2.0-or-later
// What keeps an unmounted disk or a broken scraper from emptying an index: a generation that lost too much
// is not published. These throw GuardError; a disk that fails is an InputError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/cli/diagnostics.h"
#include "indexer/current_index.h"
#include "indexer/sources.h"

namespace chokepoint {

// Refuses when more than `max_percent` of the current articles are not in `database`. Articles of roots
// that are no longer among `roots` were meant to go, and those of the files `moved` are there under another
// id. A current generation that Xapian cannot read has nothing to compare with; that is said.
void guard_against_vanishing(const CurrentIndex& current, const std::filesystem::path& database,
                             const std::vector<std::string>& roots, const std::vector<std::string>& moved,
                             unsigned max_percent, const Diagnostics& diagnostics);

// Throws InputError when more than one in twenty of `files` was skipped because reading it failed: then the
// disk or the server is at fault, and what could still be read is an accident.
void guard_against_failing_disk(const std::vector<Skip>& skips, std::uint64_t files);

// Refuses when a root without any article is new or had some before, and the index has articles; warns
// otherwise.
void guard_against_empty_roots(const CurrentIndex& current, const std::vector<std::string>& roots,
                               const std::vector<Source>& sources, const Diagnostics& diagnostics);

}  // namespace chokepoint
