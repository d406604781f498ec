// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/bar.h"

#include <catch2/catch.hpp>

namespace chokepoint {

TEST_CASE("bar: in eighths of a column, nothing for nothing and never nothing for something") {
  CHECK(bar(8, 8, 4) == "████");
  CHECK(bar(4, 8, 4) == "██");
  CHECK(bar(3, 8, 4) == "█▌");
  CHECK(bar(1, 1000000, 4) == "▏");
  CHECK(bar(9, 8, 4) == "████");
  CHECK(bar(0, 8, 4).empty());
  CHECK(bar(0, 0, 4).empty());
}

}  // namespace chokepoint
