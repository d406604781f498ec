// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/date_range.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

constexpr Date kToday{2024, 3, 31};

std::string show(std::string_view text) {
  const auto range = parse_date_range(text, kToday);
  if (const auto* problem = std::get_if<std::string>(&range)) return *problem;
  const auto& [since, until] = std::get<DateRange>(range);
  return (since ? to_iso(*since) : "") + ".." + (until ? to_iso(*until) : "");
}

}  // namespace

TEST_CASE("date range: periods, ranges, open ends and relative dates") {
  struct Case {
    std::string text;
    std::string range;
  };
  const std::vector<Case> cases = {
      {"2023", "2023-01-01..2023-12-31"},
      {"2024-02", "2024-02-01..2024-02-29"},
      {"2023-02-28", "2023-02-28..2023-02-28"},
      {"2020-08..2020-11", "2020-08-01..2020-11-30"},
      {"2020..", "2020-01-01.."},
      {"..2020", "..2020-12-31"},
      {"today", "2024-03-31..2024-03-31"},
      {"Yesterday", "2024-03-30..2024-03-30"},
      {"30d", "2024-03-01.."},
      {"30d..", "2024-03-01.."},
      {"2w..yesterday", "2024-03-17..2024-03-30"},
      {"1m", "2024-02-29.."},
      {"1y", "2023-03-31.."},
      {"99999y", "1000-01-01.."},
      {"99999d", "1750-06-17.."},
      {"2020-13", "not a date: \"2020-13\""},
      {"2026-02-30", "not a date: \"2026-02-30\""},
      {"99999", "not a date: \"99999\""},
      {"-5d", "not a date: \"-5d\""},
      {"d", "not a date: \"d\""},
      {"..", "not a date: \"..\""},
      {"2020..x", "not a date: \"x\""},
      {"2021..2020", "the range ends before it begins: \"2021..2020\""},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.range);
  }
}

}  // namespace chokepoint
