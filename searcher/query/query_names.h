// SPDX-License-Identifier: GPL-2.0-or-later
// Which countries and companies the words of a query name: "Twitter" is X, "PRC" is China. Articles call
// them by other names, which the extractor has understood, so a name in a query also stands for the value.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <xapian.h>

#include "common/facets/vocabulary.h"
#include "common/index/fields.h"
#include "searcher/query/query_words.h"

namespace chokepoint {

struct QueryName {
  WordSpan span;
  Field field = Field::kCountry;  // or kCompany
  std::string value;
  std::string former;  // a company that had this name and has another now; empty: none
};

// The names in `runs`, the longest from left to right, none overlapping. A name that is also an ordinary word
// ("meta", "line") counts if it is written with a capital, or if most articles with the word mention it.
std::vector<QueryName> find_names(const std::vector<WordRun>& runs, const Vocabulary& vocabulary,
                                  const Xapian::Database& database);

}  // namespace chokepoint
