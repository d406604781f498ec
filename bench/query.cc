// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"
#include "searcher/query/compile.h"
#include "searcher/query/parser.h"
#include "searcher/search_run.h"

namespace chokepoint {
namespace {

constexpr Date kToday{2026, 1, 1};

template <typename Work>
void measure_each_query(benchmark::State& state, const Work& work) {
  for (auto _ : state) {
    for (const std::string& query : sample_queries()) work(query);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(sample_queries().size()));
}

void query_compile(benchmark::State& state) {
  const OpenIndex& index = sample_index();
  const FieldValues values(sample_vocabulary(), index.database);
  const Analyzer analyzer;
  const QueryContext context{index.database, index.info.languages, values, analyzer, kToday};
  measure_each_query(state, [&](const std::string& query) {
    const ParsedQuery parsed = parse_query(query);
    const QueryMeaning meaning = read_meaning(*parsed.root, analyzer, sample_vocabulary(), index.database);
    benchmark::DoNotOptimize(compile_query(parsed.root, query, meaning, context, Combine::kAll));
  });
}
BENCHMARK(query_compile)->Unit(benchmark::kMillisecond);

void search(benchmark::State& state) {
  const OpenIndex& index = sample_index();
  SearchRequest request;
  request.match = Match::kAuto;
  request.today = kToday;
  request.facets = {Field::kCountry, Field::kCompany, Field::kMeasure};
  measure_each_query(state, [&](const std::string& query) {
    request.query = query;
    benchmark::DoNotOptimize(run_search(index, sample_vocabulary(), request));
  });
}
BENCHMARK(search)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
