// SPDX-License-Identifier: GPL-2.0-or-later
// Draws searches from the articles of an index, as people may type them: words that stand in one article, one
// to eight of them, few of which are everywhere; two to four words in a row as a phrase; words with a facet
// of the article or a range around its date. So nearly all of them match something.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/open_index.h"
#include "searcher/search_run.h"

namespace chokepoint {

struct GeneratedQuery {
  std::string_view kind;  // "words", "phrase", "filter", "range"
  SearchRequest request;
};

class QueryGenerator {
 public:
  // The same index and seed give the same queries. `index` must outlive the generator and not be empty.
  QueryGenerator(const OpenIndex& index, std::uint32_t seed);

  GeneratedQuery next();

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool one_in(std::size_t n) { return below(n) == 0; }

  Article draw_article();
  std::string draw_words(const std::vector<std::string>& words, std::size_t count);
  std::string draw_phrase(const std::vector<std::string>& words);
  bool is_everywhere(const std::string& word) const;
  bool add_filter(const Article& article, SearchRequest& request);

  const OpenIndex& index_;
  std::mt19937 random_;
};

}  // namespace chokepoint
