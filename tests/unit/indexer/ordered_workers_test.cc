// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ordered_workers.h"

#include <stdexcept>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("ordered_workers: results come in order, whatever the number of threads", "[indexer]") {
  for (const std::size_t threads : {1U, 2U, 8U}) {
    std::vector<std::size_t> seen;
    run_in_order<std::string>(
        500, threads, [](std::size_t i) { return std::to_string(i); },
        [&](std::size_t i, std::string&& text) {
          REQUIRE(text == std::to_string(i));
          seen.push_back(i);
        });
    REQUIRE(seen.size() == 500);
    CHECK(std::is_sorted(seen.begin(), seen.end()));
  }
  run_in_order<int>(
      0, 2, [](std::size_t) { return 1; }, [](std::size_t, int&&) { FAIL("nothing to do"); });
}

TEST_CASE("ordered_workers: the first exception ends the run and comes out", "[indexer]") {
  const auto failing_work = [](std::size_t i) {
    if (i == 37) throw std::runtime_error("work");
    return static_cast<int>(i);
  };
  CHECK_THROWS_WITH(run_in_order<int>(1000, 4, failing_work, [](std::size_t, int&&) {}), "work");
  CHECK_THROWS_WITH(run_in_order<int>(
                        1000, 4, [](std::size_t i) { return static_cast<int>(i); },
                        [](std::size_t i, int&&) {
                          if (i == 5) throw std::runtime_error("consume");
                        }),
                    "consume");
}
