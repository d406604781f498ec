// SPDX-License-Identifier: GPL-2.0-or-later
// What a search found, as plain data: made by search_run, printed by output/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/article/article.h"
#include "common/index/fields.h"

namespace chokepoint {

// A byte range of a text, half-open.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};

// A passage of an article's text with the hits in it. `text` is cut from the stored text, never inside a
// character; `hits` are ranges of `text`, in order, not overlapping.
struct Snippet {
  std::string text;
  std::vector<TextRange> hits;
  bool starts_inside = false;  // something was cut before it / after it
  bool ends_inside = false;
};

struct Hit {
  Article article;
  double score = 0;  // as printed; 0 where there is nothing to rank by
  Snippet snippet;
  std::vector<TextRange> title_hits;  // ranges of article.title
  std::vector<std::string> why;       // with --explain: a line a part of the score
  std::string cluster;                // of the copies it is one of; empty: it has none
  std::vector<Article> copies;        // if folded: the others of its cluster that match, the earliest first
};

// An event to list: hits[hit].article.events[event].
struct ListedEvent {
  std::size_t hit = 0;
  std::size_t event = 0;
  bool operator==(const ListedEvent&) const = default;
};

struct FacetCount {
  std::string value;
  std::string label;  // for people: "Canada"
  std::uint64_t count = 0;
  bool selected = false;  // one of the facet's own filters asks for it
};

// One facet, counted over every match as if its own filters were not set.
struct FacetResult {
  Field field = Field::kCountry;
  // Those shown: by count, then value; selected ones always are. Years and months: all, by time.
  std::vector<FacetCount> values;
  std::uint64_t distinct = 0;  // how many different values there are in all
  std::uint64_t other = 0;     // matching articles that have a value not shown
  std::uint64_t none = 0;      // matching articles without a value
};

// --cross=A,B: counts[row][column] articles have both values.
struct CrossTable {
  Field row_field = Field::kCountry;
  Field column_field = Field::kMeasure;
  std::vector<FacetCount> rows;  // their counts are those of the whole facet
  std::vector<FacetCount> columns;
  std::vector<std::vector<std::uint64_t>> counts;
  std::uint64_t hidden_rows = 0;  // values of the facets that are not shown
  std::uint64_t hidden_columns = 0;
};

struct SearchResults {
  std::string query;         // as typed
  std::string query_id;      // with --batch
  std::uint64_t total = 0;   // matching articles, exact
  std::uint64_t copies = 0;  // of them, those that share the result of another: pages are cut from the others
  bool is_folded = false;    // copies were asked to share a result
  bool can_relax = false;    // --match=any would find more
  bool relaxed = false;      // nothing matched all words, these match any
  bool partial = false;      // a shard is missing
  std::string newest;        // publication date of the index's newest article; empty: none has one
  std::uint64_t generation = 0;  // of the first index
  std::uint64_t offset = 0;
  bool has_words = false;           // the query has words to rank by
  std::vector<FacetResult> facets;  // in the order asked for
  std::vector<CrossTable> cross;    // at most one
  std::vector<Hit> hits;
  std::vector<ListedEvent> events;       // with --events: those of the hits that meet the filters, in order
  std::vector<std::string> corrections;  // what was done about misspelt words, a sentence each
  std::vector<std::string> notes;        // for standard error: "closed an open quote", ...
  std::vector<std::string> explain;      // with --explain: how the query was read
};

}  // namespace chokepoint
