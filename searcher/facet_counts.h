// SPDX-License-Identifier: GPL-2.0-or-later
// Exact counts of facet values, from those of the slots that hold them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/index/fields.h"
#include "searcher/query/date_range.h"
#include "searcher/search_results.h"
#include "searcher/slot_spy.h"

namespace chokepoint {

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
