// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filters.h"

#include <catch2/catch.hpp>

#include "common/base/error.h"

namespace chokepoint {

TEST_CASE("filters: one role alone asks nothing of whole events") {
  CHECK_FALSE(whole_event_query({}));
  CHECK_FALSE(whole_event_query({{Field::kActor, {"US", "CA"}}}));
  CHECK_FALSE(whole_event_query({{Field::kActor, {"US"}}, {Field::kActor, {"CA"}}}));
}

TEST_CASE("filters: several roles ask for any combination of their values") {
  const auto query =
      whole_event_query({{Field::kActor, {"US", "CA"}}, {Field::kStatus, {"lifted", "rejected"}}});
  REQUIRE(query);
  CHECK(query->get_num_subqueries() == 4);
  const auto repeated =
      whole_event_query({{Field::kActor, {"US"}}, {Field::kActor, {"CA"}}, {Field::kStatus, {"lifted"}}});
  REQUIRE(repeated);
  CHECK(repeated->get_type() == Xapian::Query::OP_AND);
}

TEST_CASE("filters: the number of combinations is limited, whichever way it grows") {
  RoleRequest many{Field::kActor, {}};
  RoleRequest more{Field::kTarget, {}};
  for (int i = 0; i < 200; ++i) {
    many.values.push_back(std::to_string(i));
    more.values.push_back(std::to_string(i));
  }
  CHECK_THROWS_AS(whole_event_query({many, more}), UsageError);
  std::vector<RoleRequest> requests;
  for (int i = 0; i < 300; ++i) {
    requests.push_back({Field::kActor, {"US"}});
    requests.push_back({Field::kTarget, {"X"}});
  }
  CHECK_THROWS_AS(whole_event_query(requests), UsageError);
}

}  // namespace chokepoint
