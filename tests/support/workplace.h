// SPDX-License-Identifier: GPL-2.0-or-later
// A directory of articles and an index beside it, for tests of whole runs.
#pragma once

#include <filesystem>
#include <functional>

#include "common/index/generation.h"
#include "indexer/index_run.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {

// Articles and an index beside them.
class Workplace {
 public:
  IndexSummary run(const std::function<void(IndexerOptions&)>& change = {}) const {
    IndexerOptions options;
    options.paths = {articles.path().string()};
    options.database = db().string();
    options.jobs = 2;
    options.quiet = true;
    if (change) change(options);
    return run_index(options, Diagnostics("test"));
  }

  std::filesystem::path db() const { return place.path() / "idx"; }
  Generation current() const { return find_current_generation(db()).value(); }

  TempDirectory articles;
  TempDirectory place;
};

}  // namespace chokepoint
