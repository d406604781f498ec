// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/sample.h"
#include "common/text/analyzer.h"

namespace chokepoint {
namespace {

void analyze(benchmark::State& state) {
  const Analyzer analyzer;
  std::vector<Token> tokens;
  measure_each(state, cleaned_articles(), [&](const Article& article) {
    tokens.clear();
    benchmark::DoNotOptimize(analyzer.analyze(article.text, 1, tokens));
  });
}
BENCHMARK(analyze)->Unit(benchmark::kMillisecond);

// Text of the words that most articles are written in, for which a plain loop over bytes is enough.
void analyze_ascii(benchmark::State& state) {
  const Analyzer analyzer;
  std::vector<Article> plain = cleaned_articles();
  std::erase_if(plain, [](const Article& article) { return article.language != "en"; });
  for (Article& article : plain) std::erase_if(article.text, [](char c) { return (c & 0x80) != 0; });
  std::vector<Token> tokens;
  measure_each(state, plain, [&](const Article& article) {
    tokens.clear();
    benchmark::DoNotOptimize(analyzer.analyze(article.text, 1, tokens));
  });
}
BENCHMARK(analyze_ascii)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint
