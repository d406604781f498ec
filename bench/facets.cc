// SPDX-License-Identifier: GPL-2.0-or-later
// Counting the facets of every article, which is the largest match there is; items are articles matched.
#include "bench/sample.h"
#include "searcher/search_run.h"

namespace chokepoint {
namespace {

const std::vector<Field> kFacets = {Field::kCountry, Field::kCompany, Field::kMeasure};

void measure_match(benchmark::State& state, SearchRequest request) {
  const OpenIndex& index = index_of_many();  // made before the clock runs
  request.limit = 0;
  std::uint64_t articles = 0;
  for (auto _ : state) articles += run_search(index, sample_vocabulary(), request).total;
  state.SetItemsProcessed(static_cast<std::int64_t>(articles));
}

void facets_none(benchmark::State& state) {
  measure_match(state, {});
}
BENCHMARK(facets_none)->Unit(benchmark::kMillisecond);

void facets_three(benchmark::State& state) {
  SearchRequest request;
  request.facets = kFacets;
  measure_match(state, request);
}
BENCHMARK(facets_three)->Unit(benchmark::kMillisecond);

// The facet that is filtered is counted as if it were not.
void facets_three_one_filtered(benchmark::State& state) {
  SearchRequest request;
  request.facets = kFacets;
  request.filters[Field::kCountry] = {"US"};
  measure_match(state, request);
}
BENCHMARK(facets_three_one_filtered)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
