// SPDX-License-Identifier: GPL-2.0-or-later
// What the benchmarks measure on: the articles of corpus/, as each step of indexing gets them. Read when
// first asked for; what is returned lives until the end of the program.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "common/article/article.h"
#include "common/facets/vocabulary.h"
#include "indexer/extract/extractor.h"
#include "indexer/source/raw_article.h"
#include "searcher/open_index.h"

namespace chokepoint {

const Vocabulary& sample_vocabulary();
const Extractor& sample_extractor();

const std::vector<RawArticle>& raw_articles();
const std::vector<Article>& cleaned_articles();   // their language is known
const std::vector<Article>& finished_articles();  // with facets and events
const std::vector<std::string>& sample_queries();

// Indexes that are removed at the end of the program: of the articles, and of many short ones with their
// facets.
const OpenIndex& sample_index();
inline constexpr std::size_t kCopies = 50;
const OpenIndex& index_of_many();

// The result of calling `work` on each of `articles`, over and over, in bytes of their text a second.
template <typename SomeArticle, typename Work>
void measure_each(benchmark::State& state, const std::vector<SomeArticle>& articles, const Work& work) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const SomeArticle& article : articles) {
      bytes += article.text.size();
      work(article);
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles.size()));
}

}  // namespace chokepoint
