// SPDX-License-Identifier: GPL-2.0-or-later
// Misspelt words of a query: those that no article has, when some article has a word that is nearly the same.
// A name that the tables know is never taken for a misspelling, nor is a word in quotes. A long query gets by
// without a rare word that no article happens to have, so there only names are corrected.
#pragma once

#include <string>
#include <vector>

#include "searcher/query/ast.h"
#include "searcher/query/query_meaning.h"
#include "searcher/query/term_lookup.h"

namespace chokepoint {

struct Correction {
  WordSpan span;  // one word
  std::string typed;
  std::string word;  // that articles have
};

inline constexpr std::size_t kMinCorrectedCharacters = 4;
inline constexpr std::size_t kMaxShortQueryWords = 3;

// One edit is forgiven (a letter too many, missing, wrong, or two swapped), in words of six letters or more
// two; the first letter must be right. Of several words the nearest, then the most frequent.
std::vector<Correction> find_corrections(const QueryMeaning& meaning, const Vocabulary& vocabulary,
                                         const Xapian::Database& database, TermLookup& lookup);

// `root` with the corrections in place. They were found in the runs of `meaning`, which was read from it.
Node corrected(Node root, const QueryMeaning& meaning, const std::vector<Correction>& corrections);

}  // namespace chokepoint
