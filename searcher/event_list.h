// SPDX-License-Identifier: GPL-2.0-or-later
// Which measure events of the articles found are listed, and in which order: of articles that were found
// since an event of theirs meets the filters, the others would drown the answer.
#pragma once

#include <vector>

#include "common/article/article.h"
#include "searcher/filters.h"
#include "searcher/options.h"
#include "searcher/search_results.h"

namespace chokepoint {

// What a search asks of actor, target, measure and status: by filters, and by fields of its query that are
// joined by AND. The default asks nothing, and every event meets it.
class EventFilter {
 public:
  EventFilter() = default;
  EventFilter(const std::vector<RoleRequest>& of_query, const Filters& filters);

  bool is_empty() const { return wanted_.empty() && excluded_.empty(); }

  // One event must meet what is asked of all roles. Of several requests for one role it must meet one.
  bool is_met_by(const Event& event) const;

 private:
  std::vector<RoleRequest> wanted_;
  std::vector<RoleRequest> excluded_;
};

// The events of `hits` that meet the filter: by date where `sort` is by date (an event without one has that
// of its article; those without any come last), else in the order of the articles, then of the text.
std::vector<ListedEvent> list_events(const std::vector<Hit>& hits, const EventFilter& filter, Sort sort);

}  // namespace chokepoint
