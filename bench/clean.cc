// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"
#include "indexer/clean/cleaner.h"

namespace chokepoint {
namespace {

void clean(benchmark::State& state) {
  measure_each(state, raw_articles(), [](const RawArticle& raw) {
    Article article;
    article.id = raw.id;
    clean_article(raw.text, raw.metadata, article);
    benchmark::DoNotOptimize(article);
  });
}
BENCHMARK(clean)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
