// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"

namespace chokepoint {
namespace {

// With all tables. The articles of corpus/ are dense: nearly each sentence names a state, a company or a
// measure.
void extract(benchmark::State& state) {
  const Extractor& extractor = sample_extractor();
  measure_each(state, cleaned_articles(), [&](const Article& cleaned) {
    Article article = cleaned;
    extractor.extract(article);
    benchmark::DoNotOptimize(article);
  });
}
BENCHMARK(extract)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
