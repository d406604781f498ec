// SPDX-License-Identifier: GPL-2.0-or-later
// Builds one generation's database from files: segments on all threads, merged in the order of the files,
// so that the result is the same whatever the number of threads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/article_processor.h"
#include "indexer/memory_budget.h"
#include "indexer/source/article_reader.h"
#include "indexer/sources.h"

namespace chokepoint {

struct BuildPlan {
  std::uint64_t build = 0;
  std::string vocabulary_fingerprint;
  std::size_t threads = 1;
  ReadOptions read;
  MemoryBudget* memory = nullptr;                                      // never that; outlives the build
  std::function<void(std::size_t done, std::size_t all)> on_progress;  // files; called on the calling thread
};

struct BuildResult {
  std::uint64_t articles = 0;
  std::uint64_t files_read = 0;
  Sources sources;          // of the files given, in their order
  std::vector<Skip> skips;  // to be reported, in the order of the files
};

// Fills `database` (a path that does not exist yet) from `files`; segments go below `scratch`.
BuildResult build_generation(const BuildPlan& plan, const ArticleProcessor& processor,
                             const std::vector<SourceFile>& files, const std::filesystem::path& scratch,
                             const std::filesystem::path& database);

// The last step, however the articles came in: writes what is said of all of them together, and commits.
void finish_generation(const BuildPlan& plan, Xapian::WritableDatabase& database);

}  // namespace chokepoint
