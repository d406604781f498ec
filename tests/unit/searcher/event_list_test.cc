// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/event_list.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

Filters asked(std::vector<FieldFilter> fields) {
  Filters filters;
  filters.fields = std::move(fields);
  return filters;
}

Event dated(Event event, std::string date) {
  event.date = std::move(date);
  return event;
}

Hit hit_of(std::string published, std::vector<Event> events) {
  Hit hit;
  hit.article.published = std::move(published);
  hit.article.events = std::move(events);
  return hit;
}

// "0.1 2.0": the events' places, hit before event.
std::string places(const std::vector<ListedEvent>& events) {
  std::string text;
  for (const ListedEvent& event : events) {
    text += (text.empty() ? "" : " ") + std::to_string(event.hit) + "." + std::to_string(event.event);
  }
  return text;
}

}  // namespace

TEST_CASE("event list: one event must meet what is asked of all roles") {
  const Event ban = make_event("IN", {"TikTok", "WeChat"}, "app-ban", "in-force");
  struct Case {
    std::vector<RoleRequest> of_query;
    std::vector<FieldFilter> filters;
    bool is_met;
  };
  const std::vector<Case> cases = {
      {{}, {}, true},
      {{}, {{Field::kActor, {"IN"}, {}}}, true},
      {{}, {{Field::kActor, {"US"}, {}}}, false},
      {{}, {{Field::kActor, {"IN", "US"}, {}}, {Field::kTarget, {"WeChat"}, {}}}, true},
      {{}, {{Field::kActor, {"IN"}, {}}, {Field::kStatus, {"considered"}, {}}}, false},
      {{}, {{Field::kMeasure, {}, {"app-ban"}}}, false},
      {{}, {{Field::kTarget, {}, {"Huawei"}}}, true},
      {{{Field::kMeasure, {"app-ban", "product-ban"}}}, {{Field::kStatus, {"in-force"}, {}}}, true},
      {{{Field::kMeasure, {"fine"}}}, {{Field::kStatus, {"in-force"}, {}}}, false},
      // A role asked for twice: of different events, of which this is one.
      {{{Field::kActor, {"US"}}, {Field::kActor, {"IN"}}}, {}, true},
      {{{Field::kActor, {"US"}}, {Field::kActor, {"CN"}}}, {}, false},
      // What an article is about says nothing of its events.
      {{}, {{Field::kCountry, {"US"}, {}}, {Field::kCompany, {"Huawei"}, {}}}, true},
  };
  for (std::size_t i = 0; i < cases.size(); ++i) {
    INFO(i);
    CHECK(EventFilter(cases[i].of_query, asked(cases[i].filters)).is_met_by(ban) == cases[i].is_met);
  }
  CHECK(EventFilter({}, asked({{Field::kCountry, {"US"}, {}}})).is_empty());
}

TEST_CASE("event list: by date where the articles are, undated ones by their article, else as in the text") {
  const Event event = make_event("IN", {"TikTok"}, "app-ban", "in-force");
  const std::vector<Hit> hits = {hit_of("2024-05-02", {dated(event, "2020-06-29"), dated(event, "")}),
                                 hit_of("", {dated(event, ""), dated(event, "2025")}),
                                 hit_of("2024-05-02", {dated(event, "")})};
  CHECK(places(list_events(hits, {}, Sort::kNewest)) == "1.1 0.1 2.0 0.0 1.0");
  CHECK(places(list_events(hits, {}, Sort::kOldest)) == "0.0 0.1 2.0 1.1 1.0");
  CHECK(places(list_events(hits, {}, Sort::kRelevance)) == "0.0 0.1 1.0 1.1 2.0");
  CHECK(list_events(hits, EventFilter({{Field::kActor, {"US"}}}, {}), Sort::kNewest).empty());
}

}  // namespace chokepoint
