// SPDX-License-Identifier: GPL-2.0-or-later
// The story of one run: find the files, see what changed, read and extract them, write a generation beside
// the current one, check it and publish it. What stops a run is thrown; then nothing is published.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "common/cli/diagnostics.h"
#include "indexer/options.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct IndexSummary {
  bool is_published = false;  // false: nothing had changed
  std::uint64_t generation = 0;
  std::uint64_t articles = 0;
  std::uint64_t files = 0;
  std::uint64_t files_read = 0;  // the others are as they were, or were only moved
  std::uint64_t ignored = 0;     // files that are no articles by name or pattern
  std::vector<Skip> skips;       // of the walk, then of the files in order
  std::chrono::milliseconds elapsed{0};
};

IndexSummary run_index(const IndexerOptions& options, const Diagnostics& diagnostics);

}  // namespace chokepoint
