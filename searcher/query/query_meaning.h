// SPDX-License-Identifier: GPL-2.0-or-later
// What a query is about beyond its words: the countries and companies it names, the measures its words
// mean, the time it speaks of. Articles filed under these rank higher; see boosts.h.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "common/facets/vocabulary.h"
#include "common/text/analyzer.h"
#include "searcher/query/ast.h"
#include "searcher/query/date_range.h"
#include "searcher/query/query_names.h"
#include "searcher/query/query_words.h"

namespace chokepoint {

struct QueryMeasure {
  WordSpan span;
  std::string words;                // as typed, folded
  std::vector<std::string> leaves;  // any of these
};

struct QuerySynonyms {
  WordSpan span;
  std::vector<std::string> phrases;  // that mean the same
};

struct QueryPeriod {
  std::string words;
  DateRange dates;
};

struct QueryMeaning {
  std::vector<WordRun> runs;
  std::vector<QueryName> names;
  std::vector<QueryMeasure> measures;
  std::vector<QuerySynonyms> synonyms;
  bool has_synonyms_read = false;
  std::vector<QueryPeriod> periods;
};

// All but the synonyms, which are wanted only where any word will do. Xapian errors pass through.
QueryMeaning read_meaning(const Node& root, const Analyzer& analyzer, const Vocabulary& vocabulary,
                          const Xapian::Database& database);

// Reads the synonyms, once.
void read_synonyms(QueryMeaning& meaning);

}  // namespace chokepoint
