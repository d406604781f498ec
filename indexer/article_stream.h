// SPDX-License-Identifier: GPL-2.0-or-later
// The files of a run cut into pieces of work, for run_in_order: consecutive files of about a segment each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <variant>
#include <vector>

#include "common/article/article.h"
#include "indexer/article_processor.h"
#include "indexer/memory_budget.h"
#include "indexer/source/article_reader.h"
#include "indexer/source/corpus_walker.h"

namespace chokepoint {

// How much is handed out at once. The default makes about one segment.
struct PieceSize {
  std::size_t files = 400;
  std::uint64_t bytes = 4ULL * 1024 * 1024;
};

// Half-open ranges of indexes into `files` that tile it; each ends with the file that fills it. A file that
// needs a converter fills a piece, so that several converters run at once.
std::vector<std::pair<std::size_t, std::size_t>> cut_into_pieces(const std::vector<SourceFile>& files,
                                                                 const ReadOptions& options,
                                                                 const PieceSize& size = {});

using ArticleOutcome = std::variant<Article, Skip>;

// Reads and processes one file. An article that cannot be processed becomes a Skip with reason "internal".
// Waits for `memory` before an article that is long. Throws Interrupted, what `sink` throws, and InputError
// when memory runs out.
ReadReceipt stream_articles(const ArticleProcessor& processor, const SourceFile& file,
                            const ReadOptions& options, MemoryBudget& memory,
                            const std::function<void(ArticleOutcome&&)>& sink);

}  // namespace chokepoint
