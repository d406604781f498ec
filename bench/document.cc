// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"
#include "indexer/document_builder.h"
#include "indexer/glass/segment_builder.h"

namespace chokepoint {
namespace {

constexpr std::size_t kSegmentDocuments = 400;

// Into a segment, as a build does; analysis included.
void document(benchmark::State& state) {
  const Analyzer analyzer;
  glass::SegmentBuilder segment;
  measure_each(state, finished_articles(), [&](const Article& article) {
    build_document(analyzer, article, segment);
    segment.end_document();
    if (segment.documents() == kSegmentDocuments) benchmark::DoNotOptimize(segment.finish());
  });
}
BENCHMARK(document)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
