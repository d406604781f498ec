// SPDX-License-Identifier: GPL-2.0-or-later
// The story of one search, from the query's text to plain results.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/article/article.h"
#include "common/facets/vocabulary.h"
#include "searcher/open_index.h"
#include "searcher/options.h"
#include "searcher/query/date_range.h"
#include "searcher/search_results.h"

namespace chokepoint {

struct SearchRequest {
  std::string query;                                  // any bytes
  std::map<Field, std::vector<std::string>> filters;  // as typed
  DateRange dates;
  Match match = Match::kAll;
  Sort sort = Sort::kRelevance;
  std::vector<Field> facets;
  std::size_t facet_limit = 10;
  std::optional<std::pair<Field, Field>> cross;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit = 10;  // nothing: all
  bool folds_copies = false;                // articles that are copies of one another share a result
  bool wants_snippets = true;
  bool wants_events = false;
  bool explain = false;
  Date today;  // what "30d" in the query counts from
};

// The order in which results come: without words there is nothing to rank by, so the newest come first.
Sort effective_sort(Sort asked, bool has_words);

// Throws UsageError and QueryError for a filter or query that is rejected. Xapian errors pass through, for
// with_retries(). `vocabulary` need not be the one that the index was built with.
SearchResults run_search(const OpenIndex& index, const Vocabulary& vocabulary, const SearchRequest& request);

// The article with this id, if there is one.
std::optional<Article> find_article(const OpenIndex& index, const std::string& id);

}  // namespace chokepoint
