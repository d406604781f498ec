// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/facet_labels.h"

#include <catch2/catch.hpp>

namespace chokepoint {

TEST_CASE("facet labels: only what says more than the value is worth its room") {
  CHECK(says_more("Canada", "CA"));
  CHECK(says_more("Ban on government devices", "gov-device-ban"));
  CHECK_FALSE(says_more("Closure order", "closure-order"));
  CHECK_FALSE(says_more("TikTok", "TikTok"));
  CHECK_FALSE(says_more("", "CA"));
}

}  // namespace chokepoint
