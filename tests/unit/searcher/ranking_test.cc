// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/ranking.h"

#include <catch2/catch.hpp>

namespace chokepoint {

TEST_CASE("ranking: recency halves with each half-life, from the newest article on") {
  CHECK(recency_weight("20240331", "2024-03-31") == Approx(kRecencyWeight));
  CHECK(recency_weight("20230401", "2024-03-31") == Approx(kRecencyWeight / 2));
  CHECK(recency_weight("2024", "2024-01-01") == Approx(kRecencyWeight));
  CHECK(recency_weight("202403", "2024-03-01") == Approx(kRecencyWeight));
  CHECK(recency_weight("20990101", "2024-03-31") == Approx(kRecencyWeight));
  CHECK(recency_weight("10000101", "2024-03-31") < 1e-9);
  CHECK(recency_weight("", "2024-03-31") == 0);
  CHECK(recency_weight("20240331", "") == 0);
  CHECK(recency_weight("garbage", "2024-03-31") == 0);
}

}  // namespace chokepoint
