// SPDX-License-Identifier: GPL-2.0-or-later
// The runs that read and write no index: --dry-run and --explain.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "indexer/options.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct ReadingSummary {
  std::uint64_t articles = 0;
  std::uint64_t files = 0;
  std::vector<Skip> skips;
};

// Reads the PATHs and hands one text an article to `print`, in the order of ids: a JSON object with
// --format=jsonl, else a short block for people; a skipped article gives a JSON object, too.
ReadingSummary run_dry(const IndexerOptions& options, const std::function<void(const std::string&)>& print);

// Hands the explanation of FILE's articles, or of the indexed article ID, to `print`. Throws UsageError if
// there is neither such a file nor such an article.
void run_explain(const IndexerOptions& options, const std::function<void(const std::string&)>& print);

}  // namespace chokepoint
