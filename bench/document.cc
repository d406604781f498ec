// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"
#include "indexer/document_builder.h"

namespace chokepoint {
namespace {

// Analysis included.
void document(benchmark::State& state) {
  const Analyzer analyzer;
  WordSet words;
  measure_each(state, finished_articles(), [&](const Article& article) {
    benchmark::DoNotOptimize(build_document(analyzer, article, words));
  });
}
BENCHMARK(document)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
