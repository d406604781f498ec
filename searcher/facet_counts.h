// SPDX-License-Identifier: GPL-2.0-or-later
// Exact counts of facet values. A slot holds all values of an article, so whole slots are counted while
// Xapian matches (there are few different ones) and taken apart afterwards.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/index/fields.h"
#include "searcher/query/date_range.h"
#include "searcher/search_results.h"

namespace chokepoint {

// How many articles have the very same slot; the empty one included.
using SlotCounts = std::unordered_map<std::string, std::uint64_t>;

// Counts the slots of every article that Xapian matches. Give check_at_least = all articles to get_mset(),
// or Xapian leaves some out.
class SlotSpy : public Xapian::MatchSpy {
 public:
  void clear();  // watches nothing
  void watch(Xapian::valueno slot);
  void watch_pair(Xapian::valueno row, Xapian::valueno column);

  void operator()(const Xapian::Document& document, double weight) override;
  std::string get_description() const override { return "SlotSpy"; }

  const SlotCounts& counts(Xapian::valueno slot) const;  // of a watched slot
  const std::unordered_map<std::string, SlotCounts>& pair_counts() const {
    return pair_counts_;
  }  // [row][column]

 private:
  std::vector<std::pair<Xapian::valueno, SlotCounts>> slots_;
  std::optional<std::pair<Xapian::valueno, Xapian::valueno>> pair_;
  std::unordered_map<std::string, SlotCounts> pair_counts_;
};

// The values of `facet` in a slot: each of a packed one, the year or the month of a date.
std::vector<std::string> values_in_slot(Field facet, std::string_view slot);

struct FacetOptions {
  std::size_t limit = 10;             // values shown, besides the selected ones; not of years and months
  std::vector<std::string> selected;  // asked for by the facet's own filters
  DateRange dates;                    // the same for years and months: those that it touches
  std::function<std::string(Field, std::string_view)> label;
};

// True of year and month: their values are ordered by time and all shown, since a timeline that leaves out
// what is rare would show a lull where there was none.
bool is_timeline(Field facet);

FacetResult expand_facet(Field facet, const SlotCounts& counts, const FacetOptions& options);

// The cells of the values that `rows` and `columns` show.
CrossTable cross_table(const SlotSpy& spy, const FacetResult& rows, const FacetResult& columns);

}  // namespace chokepoint
