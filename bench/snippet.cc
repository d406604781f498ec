// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/snippet.h"

#include "bench/sample.h"

namespace chokepoint {
namespace {

void snippet(benchmark::State& state) {
  const Analyzer analyzer;
  const HighlightTerms terms{{"ban", "bans", "government", "apps"}, {{"national", "security"}}, {"regulat"}};
  measure_each(state, finished_articles(), [&](const Article& article) {
    benchmark::DoNotOptimize(make_snippet(analyzer, terms, article.text, article.body_begin, {}));
  });
}
BENCHMARK(snippet)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
