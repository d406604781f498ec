// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_timeline.h"

#include <catch2/catch.hpp>

#include "tests/unit/searcher/output/sample_results.h"

namespace chokepoint {
namespace {

void check(const FacetResult& facet, std::size_t columns, std::string_view capture) {
  std::string text = "\n";
  for (const StyledText& line : timeline_lines(facet, columns)) {
    CHECK(width(line) <= columns);
    text += render(line, Color::kNo) + "\n";
  }
  CHECK(text == std::string(capture));
}

}  // namespace

TEST_CASE("timeline: short gaps are shown, long ones counted, across the turn of a year") {
  const FacetResult facet{Field::kMonth,
                          {{"2019-11", "2019-11", 1, false},
                           {"2020-01", "2020-01", 12, true},
                           {"2020-02", "2020-02", 6, true},
                           {"2020-06", "2020-06", 3, false},
                           {"2022-06", "2022-06", 1, false}},
                          5,
                          0,
                          104};
  check(facet, 40, R"(
month
  2019-11    1 ██▏
  2019-12    ·
* 2020-01   12 █████████████████████████
* 2020-02    6 ████████████▌
  2020-03    ·
  2020-04    ·
  2020-05    ·
  2020-06    3 ██████▎
  ⋮ 23 months without
  2022-06    1 ██▏
  (none)   104
)");
}

TEST_CASE("timeline: years, and no article with a date") {
  check({Field::kYear, {{"2019", "2019", 2, false}, {"2021", "2021", 1, false}}, 2, 0, 1}, 24, R"(
year
  2019    2 ████████
  2020    ·
  2021    1 ████
  (none)  1
)");
  check({Field::kYear, {}, 0, 0, 3}, 40, R"(
year
  (none)  3
)");
}

}  // namespace chokepoint
