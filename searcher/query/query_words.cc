// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_words.h"

namespace chokepoint {
namespace {

using Kind = Node::Kind;

WordRun make_run(const Analyzer& analyzer, const Node& node) {
  WordRun run{node.text, {}, node.position, node.kind == Kind::kPhrase};
  std::vector<Token> tokens;
  analyzer.analyze(run.text, 1, tokens);
  for (Token& token : tokens) {
    if (token.kind != Token::Kind::kWord) continue;
    const bool is_apart = !run.words.empty() && run.words.back().end != token.begin;
    run.words.push_back({std::move(token.term), token.begin, token.end, is_apart});
  }
  return run;
}

enum class Which { kAsked, kExcluded };

void collect(const Analyzer& analyzer, const Node& node, Which which, bool is_excluded,
             std::vector<WordRun>& runs) {
  switch (node.kind) {
    case Kind::kText:
    case Kind::kPhrase:
      if (is_excluded != (which == Which::kExcluded)) break;
      runs.push_back(make_run(analyzer, node));
      runs.back().is_excluded = is_excluded;
      if (runs.back().words.empty()) runs.pop_back();
      break;
    case Kind::kWildcard:
    case Kind::kField:
    case Kind::kTitle:
      break;
    default:
      for (const Node& child : node.children)
        collect(analyzer, child, which, is_excluded || node.kind == Kind::kNot, runs);
  }
}

}  // namespace

std::vector<WordRun> word_runs(const Analyzer& analyzer, const Node& root) {
  std::vector<WordRun> runs;
  collect(analyzer, root, Which::kAsked, false, runs);
  return runs;
}

std::vector<WordRun> excluded_runs(const Analyzer& analyzer, const Node& root) {
  std::vector<WordRun> runs;
  collect(analyzer, root, Which::kExcluded, false, runs);
  return runs;
}

}  // namespace chokepoint
