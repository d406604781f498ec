// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/date.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("date: ISO 8601 dates are read, impossible ones are not", "[base]") {
  struct Case {
    const char* text;
    const char* iso;  // empty: rejected
  };
  const Case kCases[] = {
      {"2024", "2024"},
      {"2024-02", "2024-02"},
      {"2024-02-29", "2024-02-29"},
      {"20240229", "2024-02-29"},
      {"2024-02-29T10:00:00Z", "2024-02-29"},
      {"2024-02-29 10:00", "2024-02-29"},
      {"2023-02-29", ""},
      {"2024-13", ""},
      {"2024-00", ""},
      {"2024-01-32", ""},
      {"2024-1-1", ""},
      {"99999", ""},
      {"0999", ""},
      {"", ""},
      {"yesterday", ""},
      {"2024-02-2x", ""},
      {"-024", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    const auto date = parse_iso_date(c.text);
    CHECK((date ? to_iso(*date) : "") == c.iso);
  }
}

TEST_CASE("date: a partial date covers its whole month or year", "[base]") {
  CHECK(to_iso(last_day({2024, 2, 0})) == "2024-02-29");
  CHECK(to_iso(last_day({2023, 0, 0})) == "2023-12-31");
  CHECK(to_iso(first_day({2023, 0, 0})) == "2023-01-01");
}

TEST_CASE("date: days count over month, year and leap day both ways", "[base]") {
  CHECK(to_days({1970, 1, 1}) == 0);
  CHECK(to_iso(add_days({2024, 2, 28}, 2)) == "2024-03-01");
  CHECK(to_iso(add_days({2025, 1, 1}, -1)) == "2024-12-31");
  for (long day = -100000; day < 100000; day += 37) CHECK(to_days(from_days(day)) == day);
}

TEST_CASE("date: English month names, short or long", "[base]") {
  CHECK(month_from_name("September") == 9);
  CHECK(month_from_name("Sept.") == 9);
  CHECK(month_from_name("mar") == 3);
  CHECK(month_from_name("May") == 5);
  CHECK(month_from_name("Ma") == 0);
  CHECK(month_from_name("Marchs") == 0);
}
