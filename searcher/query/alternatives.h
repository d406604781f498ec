// SPDX-License-Identifier: GPL-2.0-or-later
// What else answers the words of a query: another name of the company or country that they name, words
// that mean the same, a measure that they mean.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/ast.h"
#include "searcher/query/query_meaning.h"
#include "searcher/query/term_lookup.h"
#include "searcher/query/word_groups.h"

namespace chokepoint {

struct QueryContext;

struct Alternative {
  std::size_t first = 0;  // groups of the node, half-open
  std::size_t last = 0;
  std::string label;   // what it is, in a score
  std::string detail;  // what it finds, where the reading of the query is explained
  Xapian::Query query;
};

// How far from the words of the query an alternative may be.
enum class Likeness {
  kSameName,     // other names of what is named
  kSameMeaning,  // also other words for the same, and what is filed under the measure that is meant
};

// Those of a node of kind kText, whose words are `groups`; longer ones first where several begin at one
// group.
std::vector<Alternative> find_alternatives(const Node& node, const std::vector<WordGroup>& groups,
                                           const QueryMeaning& meaning, Likeness likeness,
                                           const QueryContext& context, TermLookup& lookup);

}  // namespace chokepoint
