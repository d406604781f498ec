// SPDX-License-Identifier: GPL-2.0-or-later
// What lifts an article among those that match, beside the weight of its words: it is filed under what the
// query names, it reports an event of the asked kind, the words stand close together, it is of the asked
// time. Boosts select nothing.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/query_meaning.h"

namespace chokepoint {

struct QueryContext;

struct Boost {
  std::string label;       // for --explain
  Xapian::Query query;     // with its own weight, whatever the weighting scheme
  double late_weight = 0;  // not 0: costly to find out, and weighs at most this; see page_match.h
};

// Weighs `weight` in the articles that `query` matches.
Xapian::Query constant_weight(const Xapian::Query& query, double weight);

// `query`, to stand to the right of AND_MAYBE. There Xapian 1.4 calls check() of it, after which an OR can
// take a branch to stand at an article where it does not, and adds its weight; an AND calls skip_to() of it.
// Where it does not match, it matches with no weight. Else it may stand at an article further on, which is
// passed over if AND_MAYBE becomes AND just then (AndMaybePostList::next() in matcher/andmaybepostlist.cc).
Xapian::Query moved_in_and(const Xapian::Query& query);

// How much a match of `frequency` of the database's articles says, as in BM25: the rarer, the more.
double inverse_document_frequency(const Xapian::Database& database, double frequency);

std::vector<Boost> meaning_boosts(const QueryMeaning& meaning, const QueryContext& context);

// Two words of the query, each as the words of the index that may stand for it.
struct WordPair {
  std::string label;
  std::vector<std::string> first;
  std::vector<std::string> second;
};

// Articles in which the two stand close together. The more pairs, the less each counts.
std::vector<Boost> pair_boosts(const std::vector<WordPair>& pairs, const Xapian::Database& database);

// Another name's weight: an article that calls X "X" answers "Twitter", after those that say Twitter.
Xapian::Query alias_query(const QueryName& name, const Xapian::Database& database);

}  // namespace chokepoint
