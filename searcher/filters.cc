// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filters.h"

#include <algorithm>
#include <array>

#include "common/base/error.h"
#include "common/index/event_terms.h"

namespace chokepoint {
namespace {

using Xapian::Query;

constexpr std::array kRoles = {Field::kActor, Field::kTarget, Field::kMeasure, Field::kStatus};

void set_role(EventRoles& roles, Field field, std::string_view value) {
  switch (field) {
    case Field::kActor:
      roles.actor = value;
      break;
    case Field::kTarget:
      roles.target = value;
      break;
    case Field::kMeasure:
      roles.measure = value;
      break;
    default:
      roles.status = value;
  }
}

// Any event that takes one value of each of `chosen`: the product of their values.
Query any_combination(const std::vector<const RoleRequest*>& chosen) {
  std::vector<EventRoles> combinations(1);
  for (const RoleRequest* request : chosen) {
    std::vector<EventRoles> longer;
    for (const EventRoles& roles : combinations) {
      for (const std::string& value : request->values) {
        longer.push_back(roles);
        set_role(longer.back(), request->field, value);
      }
    }
    combinations = std::move(longer);
  }
  std::vector<Query> terms;
  terms.reserve(combinations.size());
  for (const EventRoles& roles : combinations) terms.emplace_back(event_term(roles));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

// One request of each role, in all ways.
std::vector<std::vector<const RoleRequest*>> choices(const std::vector<RoleRequest>& requests) {
  std::vector<std::vector<const RoleRequest*>> all(1);
  for (const Field role : kRoles) {
    std::vector<std::vector<const RoleRequest*>> longer;
    for (const RoleRequest& request : requests) {
      if (request.field != role) continue;
      for (auto chosen : all) {
        chosen.push_back(&request);
        longer.push_back(std::move(chosen));
      }
    }
    if (!longer.empty()) all = std::move(longer);
    if (all.size() > kMaxEventCombinations) break;
  }
  return all;
}

std::size_t count_combinations(const std::vector<std::vector<const RoleRequest*>>& all) {
  std::size_t total = 0;
  for (const auto& chosen : all) {
    std::size_t product = 1;
    for (const RoleRequest* request : chosen) {
      product *= request->values.size();
      if (product > kMaxEventCombinations) return product;
    }
    total += product;
  }
  return total;
}

bool is_own_filter(Field filter, std::optional<Field> facet) {
  return facet && filter == *facet;
}

bool is_date_facet(std::optional<Field> facet) {
  return facet && (*facet == Field::kYear || *facet == Field::kMonth);
}

}  // namespace

Filters resolve_filters(const std::map<Field, std::vector<std::string>>& given, const DateRange& dates,
                        const FieldValues& values) {
  Filters filters;
  filters.dates = dates;
  for (const auto& [field, texts] : given) {
    FieldFilter filter;
    filter.field = field;
    for (const std::string& text : texts) {
      const bool is_excluded = text.starts_with('!');
      const std::string_view value = std::string_view(text).substr(is_excluded ? 1 : 0);
      const std::vector<std::string> resolved = values.resolve(field, value);
      if (resolved.empty()) {
        throw UsageError(
            "--" + std::string(field_info(field).name) + ": " + values.describe_unknown(field, value),
            values.describe_accepted(field));
      }
      auto& list = is_excluded ? filter.excluded : filter.wanted;
      list.insert(list.end(), resolved.begin(), resolved.end());
    }
    for (auto* list : {&filter.wanted, &filter.excluded}) {
      std::sort(list->begin(), list->end());
      list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    if (!texts.empty()) filters.fields.push_back(std::move(filter));
  }
  return filters;
}

std::optional<Query> whole_event_query(const std::vector<RoleRequest>& requests) {
  const bool has_two_roles = std::any_of(requests.begin(), requests.end(), [&](const RoleRequest& request) {
    return request.field != requests.front().field;
  });
  if (!has_two_roles) return std::nullopt;
  const auto all = choices(requests);
  if (count_combinations(all) > kMaxEventCombinations) {
    throw UsageError("actor, target, measure and status are asked for in more than " +
                         std::to_string(kMaxEventCombinations) + " combinations",
                     "ask for fewer values");
  }
  std::vector<Query> parts;
  for (const auto& chosen : all) parts.push_back(any_combination(chosen));
  return Query(Query::OP_AND, parts.begin(), parts.end());
}

Query values_query(Field field, const std::vector<std::string>& values) {
  std::vector<Query> terms;
  for (const std::string& value : values) terms.emplace_back(field_term(field, value));
  return {Query::OP_OR, terms.begin(), terms.end()};
}

Query apply_filters(const Query& matching, const std::vector<RoleRequest>& roles, const Filters& filters,
                    std::optional<Field> without) {
  std::vector<Query> required;
  std::vector<Query> excluded;
  std::vector<RoleRequest> requests = roles;
  for (const FieldFilter& filter : filters.fields) {
    if (is_own_filter(filter.field, without)) continue;
    if (!filter.wanted.empty()) {
      required.push_back(values_query(filter.field, filter.wanted));
      if (field_info(filter.field).is_event_role) requests.push_back({filter.field, filter.wanted});
    }
    if (!filter.excluded.empty()) excluded.push_back(values_query(filter.field, filter.excluded));
  }
  const bool has_dates = filters.dates.since || filters.dates.until;
  if (has_dates && !is_date_facet(without)) required.push_back(date_query(filters.dates));
  if (auto event = whole_event_query(requests)) required.push_back(std::move(*event));

  Query query = matching;
  if (!required.empty())
    query = Query(Query::OP_FILTER, query, Query(Query::OP_AND, required.begin(), required.end()));
  if (!excluded.empty())
    query = Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, excluded.begin(), excluded.end()));
  return query;
}

bool has_own_filters(const Filters& filters, Field facet) {
  if (is_date_facet(facet)) return filters.dates.since || filters.dates.until;
  return std::any_of(filters.fields.begin(), filters.fields.end(),
                     [facet](const FieldFilter& filter) { return filter.field == facet; });
}

const FieldFilter* separable_filter(const std::vector<RoleRequest>& roles, const Filters& filters,
                                    Field facet) {
  const auto own = std::find_if(filters.fields.begin(), filters.fields.end(),
                                [facet](const FieldFilter& filter) { return filter.field == facet; });
  if (own == filters.fields.end()) return nullptr;
  const auto joins = [&](Field other, bool is_wanted) {
    return is_wanted && other != facet && field_info(other).is_event_role;
  };
  const bool is_joined =
      !own->wanted.empty() && field_info(facet).is_event_role &&
      (std::any_of(roles.begin(), roles.end(),
                   [&](const RoleRequest& role) { return joins(role.field, true); }) ||
       std::any_of(filters.fields.begin(), filters.fields.end(),
                   [&](const FieldFilter& filter) { return joins(filter.field, !filter.wanted.empty()); }));
  return is_joined ? nullptr : &*own;
}

}  // namespace chokepoint
