// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the next generation from the current one, at the cost of what changed: the tables are copied, and in
// the copy the articles of changed files are replaced, those of vanished files deleted, those of moved files
// renamed. The result answers every query as a generation built from the same files would; only document
// numbers differ, which mean nothing.
#pragma once

#include <filesystem>

#include "indexer/changes.h"
#include "indexer/current_index.h"
#include "indexer/generation_build.h"

namespace chokepoint {

// Fills `database` (a path that does not exist yet). `changes` is what find_changes() found in `current`.
// Throws IndexError if the current generation is not what its manifest says.
BuildResult update_generation(const BuildPlan& plan, const ArticleProcessor& processor,
                              const CurrentIndex& current, const Changes& changes,
                              const std::filesystem::path& database);

}  // namespace chokepoint
