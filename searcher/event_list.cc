// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/event_list.h"

#include <algorithm>
#include <string>

namespace chokepoint {
namespace {

bool is_one_of(const std::string& value, const std::vector<std::string>& values) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool has_value(const Event& event, const RoleRequest& request) {
  switch (request.field) {
    case Field::kActor:
      return is_one_of(event.actor, request.values);
    case Field::kMeasure:
      return is_one_of(event.measure, request.values);
    case Field::kStatus:
      return is_one_of(event.status, request.values);
    default:
      return std::any_of(event.targets.begin(), event.targets.end(),
                         [&](const std::string& target) { return is_one_of(target, request.values); });
  }
}

}  // namespace

EventFilter::EventFilter(const std::vector<RoleRequest>& of_query, const Filters& filters)
    : wanted_(of_query) {
  for (const FieldFilter& filter : filters.fields) {
    if (!field_info(filter.field).is_event_role) continue;
    if (!filter.wanted.empty()) wanted_.push_back({filter.field, filter.wanted});
    if (!filter.excluded.empty()) excluded_.push_back({filter.field, filter.excluded});
  }
}

bool EventFilter::is_met_by(const Event& event) const {
  const auto holds = [&event](const RoleRequest& request) { return has_value(event, request); };
  if (std::any_of(excluded_.begin(), excluded_.end(), holds)) return false;
  return std::all_of(wanted_.begin(), wanted_.end(), [&](const RoleRequest& request) {
    return std::any_of(wanted_.begin(), wanted_.end(), [&](const RoleRequest& alternative) {
      return alternative.field == request.field && holds(alternative);
    });
  });
}

std::vector<ListedEvent> list_events(const std::vector<Hit>& hits, const EventFilter& filter, Sort sort) {
  std::vector<ListedEvent> listed;
  for (std::size_t hit = 0; hit < hits.size(); ++hit) {
    const std::vector<Event>& events = hits[hit].article.events;
    for (std::size_t event = 0; event < events.size(); ++event) {
      if (filter.is_met_by(events[event])) listed.push_back({hit, event});
    }
  }
  if (sort != Sort::kNewest && sort != Sort::kOldest) return listed;
  const auto date_of = [&hits](const ListedEvent& item) -> const std::string& {
    const Article& article = hits[item.hit].article;
    const std::string& date = article.events[item.event].date;
    return date.empty() ? article.published : date;
  };
  std::stable_sort(listed.begin(), listed.end(), [&](const ListedEvent& a, const ListedEvent& b) {
    const std::string& date_a = date_of(a);
    const std::string& date_b = date_of(b);
    if (date_a.empty() || date_b.empty()) return !date_a.empty() && date_b.empty();
    return sort == Sort::kNewest ? date_a > date_b : date_a < date_b;
  });
  return listed;
}

}  // namespace chokepoint
