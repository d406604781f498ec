// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/language.h"

#include "bench/sample.h"

namespace chokepoint {
namespace {

void language(benchmark::State& state) {
  measure_each(state, cleaned_articles(),
               [](const Article& article) { benchmark::DoNotOptimize(detect_language(article.text)); });
}
BENCHMARK(language)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
