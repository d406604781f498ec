// SPDX-License-Identifier: GPL-2.0-or-later
// Tree -> Xapian::Query, with the index at hand for the forms of words, the values of fields and what a
// wildcard stands for. Only words and phrases carry weight; fields, dates and exclusions only select.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/base/date.h"
#include "common/text/analyzer.h"
#include "searcher/field_values.h"
#include "searcher/filters.h"
#include "searcher/query/ast.h"
#include "searcher/query/boosts.h"
#include "searcher/query/part_builder.h"
#include "searcher/query/query_meaning.h"
#include "searcher/snippet.h"

namespace chokepoint {

inline constexpr std::size_t kMaxDifferentWords = 256;
inline constexpr std::size_t kMaxPhraseWords = 32;
inline constexpr std::size_t kMaxWildcards = 4;
inline constexpr std::size_t kMinWildcardCharacters = 3;
inline constexpr std::size_t kMaxWildcardTerms = 200;

// What a compilation looks things up in. Everything must outlive it.
struct QueryContext {
  const Xapian::Database& database;
  const std::vector<std::string>& languages;  // whose stems are tried
  const FieldValues& values;
  const Analyzer& analyzer;
  Date today;
};

// Whether things side by side must all match, or any of the words and phrases among them. With kAny a word
// may also be there by what means the same (alternatives.h), and words without meaning need not be.
enum class Combine { kAll, kAny };

struct CompiledQuery {
  Xapian::Query matching = Xapian::Query::MatchAll;
  std::vector<RoleRequest> roles;  // what the top level asks of events, to be joined with the filters
  std::vector<RankedPart> parts;   // outside exclusions
  std::vector<WordPair> pairs;     // side by side in the query
  std::vector<Boost> boosts;       // what else ranks
  HighlightTerms highlight;
  std::size_t content_words = 0;  // different bare words that are no stop words
  bool can_relax = false;         // Combine::kAny would match more
  std::vector<std::string> notes;
  std::vector<std::string> explain;
};

// `root` was parsed from `query`, `meaning` read from it. Throws QueryError for a value that its field does
// not know, an impossible date and a limit exceeded. Xapian errors pass through.
CompiledQuery compile_query(const std::optional<Node>& root, std::string_view query,
                            const QueryMeaning& meaning, const QueryContext& context, Combine combine);

}  // namespace chokepoint
