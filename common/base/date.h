// SPDX-License-Identifier: GPL-2.0-or-later
// Calendar dates of the proleptic Gregorian calendar, without time or zone. Stored and compared as
// ISO 8601: "2024", "2024-11" or "2024-11-06"; a partial date stands for the whole year or month.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

struct Date {
  int year = 0;   // 1000..9999
  int month = 0;  // 1..12, 0 = the whole year
  int day = 0;    // 1..31, 0 = the whole month

  auto operator<=>(const Date&) const = default;
  bool is_complete() const { return day != 0; }
};

bool is_leap_year(int year);
int days_in_month(int year, int month);

// True if the parts name a real day, month or year in range.
bool is_valid(const Date& date);

// Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD" (also "YYYYMMDD"); a time after "T" or a space is cut off.
// Anything else, and an impossible date, is nothing.
std::optional<Date> parse_iso_date(std::string_view text);

std::string to_iso(const Date& date);

// The first and the last day that a possibly partial date covers.
Date first_day(const Date& date);
Date last_day(const Date& date);

// Days since 1970-01-01 of a complete date, and back.
long to_days(const Date& date);
Date from_days(long days);

Date add_days(const Date& date, long days);

// Today in UTC.
Date today_utc();

// English month names, full or abbreviated with or without a stop ("Sept.", "march"): 1..12, else 0.
int month_from_name(std::string_view name);

}  // namespace chokepoint
