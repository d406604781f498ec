// SPDX-License-Identifier: GPL-2.0-or-later
// The filter options (--country=CA --status=!lifted --since=2023) as a Xapian query. Values of one facet
// mean any of them, different facets all of them.
//
// Events are whole: what is asked of actor, target, measure and status together must hold of one event.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/field_values.h"
#include "searcher/query/date_range.h"

namespace chokepoint {

struct FieldFilter {
  Field field = Field::kCountry;
  std::vector<std::string> wanted;    // any of these; empty: no matter
  std::vector<std::string> excluded;  // none of these
};

struct Filters {
  std::vector<FieldFilter> fields;
  DateRange dates;

  bool empty() const { return fields.empty() && !dates.since && !dates.until; }
};

// `given` as typed, "!" before what is excluded. Throws UsageError for a value that its facet does not know.
Filters resolve_filters(const std::map<Field, std::vector<std::string>>& given, const DateRange& dates,
                        const FieldValues& values);

// One of `values` is asked of the role `field` of an event.
struct RoleRequest {
  Field field = Field::kActor;
  std::vector<std::string> values;
};

inline constexpr std::size_t kMaxEventCombinations = 20000;

// That one event has all the roles asked for; nothing if fewer than two different ones are. Where a role is
// asked for more than once, each request must hold of an event that has the other roles. Throws UsageError
// if there are more than kMaxEventCombinations.
std::optional<Xapian::Query> whole_event_query(const std::vector<RoleRequest>& requests);

// The articles that have one of `values`.
Xapian::Query values_query(Field field, const std::vector<std::string>& values);

// `matching`, filtered, without adding to its weight. `roles` are what the query itself asks of events.
// The filters of `without` are left out, as if they had not been given: year and month stand for the dates.
Xapian::Query apply_filters(const Xapian::Query& matching, const std::vector<RoleRequest>& roles,
                            const Filters& filters, std::optional<Field> without = std::nullopt);

// True if `filters` has some that apply_filters() leaves out for `facet`.
bool has_own_filters(const Filters& filters, Field facet);

// The filter by values of `facet`, if an article meets it or not whatever else is asked for: filters on
// several roles of an event hold of one event. Null if not, or if there is none.
const FieldFilter* separable_filter(const std::vector<RoleRequest>& roles, const Filters& filters,
                                    Field facet);

}  // namespace chokepoint
