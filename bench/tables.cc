// SPDX-License-Identifier: GPL-2.0-or-later
// What a program spends on the compiled-in tables before it does anything.
#include "bench/sample.h"
#include "searcher/field_values.h"

namespace chokepoint {
namespace {

void tables_for_indexing(benchmark::State& state) {
  for (auto _ : state) {
    const Vocabulary vocabulary = Vocabulary::load();
    const Extractor extractor(vocabulary);
    benchmark::DoNotOptimize(&extractor);
  }
}
BENCHMARK(tables_for_indexing)->Unit(benchmark::kMillisecond);

// A search that shows countries, measures and companies.
void tables_for_labels(benchmark::State& state) {
  for (auto _ : state) {
    const Vocabulary vocabulary = Vocabulary::load();
    benchmark::DoNotOptimize(vocabulary.country_label("CA"));
    benchmark::DoNotOptimize(vocabulary.measure_label("app-ban"));
  }
}
BENCHMARK(tables_for_labels)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace chokepoint
