// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

std::optional<int> parse_digits(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::chrono::year_month_day to_chrono(const Date& d) {
  return std::chrono::year{d.year} / std::chrono::month{static_cast<unsigned>(d.month)} /
         std::chrono::day{static_cast<unsigned>(d.day)};
}

}  // namespace

bool is_leap_year(int year) {
  return std::chrono::year{year}.is_leap();
}

int days_in_month(int year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && is_leap_year(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(const Date& d) {
  if (d.year < 1000 || d.year > 9999) return false;
  if (d.month == 0) return d.day == 0;
  if (d.month < 1 || d.month > 12) return false;
  return d.day >= 0 && d.day <= days_in_month(d.year, d.month);
}

std::optional<Date> parse_iso_date(std::string_view text) {
  const auto time = std::find_if(text.begin(), text.end(), [](char c) { return c == 'T' || c == ' '; });
  text = text.substr(0, static_cast<std::size_t>(time - text.begin()));
  Date date;
  const auto take = [&](int& part, std::size_t offset, std::size_t length) {
    const auto value = parse_digits(text.substr(offset, length));
    if (!value) return false;
    part = *value;
    return true;
  };
  bool ok = false;
  if (text.size() == 4) {
    ok = take(date.year, 0, 4);
  } else if (text.size() == 7 && text[4] == '-') {
    ok = take(date.year, 0, 4) && take(date.month, 5, 2) && date.month != 0;
  } else if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    ok = take(date.year, 0, 4) && take(date.month, 5, 2) && take(date.day, 8, 2) && date.day != 0;
  } else if (text.size() == 8) {
    ok = take(date.year, 0, 4) && take(date.month, 4, 2) && take(date.day, 6, 2) && date.day != 0;
  }
  if (!ok || !is_valid(date)) return std::nullopt;
  return date;
}

std::string to_iso(const Date& d) {
  std::array<char, 48> buffer{};
  if (d.month == 0) {
    std::snprintf(buffer.data(), buffer.size(), "%04d", d.year);
  } else if (d.day == 0) {
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d", d.year, d.month);
  } else {
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", d.year, d.month, d.day);
  }
  return buffer.data();
}

Date first_day(const Date& d) {
  return {d.year, d.month == 0 ? 1 : d.month, d.day == 0 ? 1 : d.day};
}

Date last_day(const Date& d) {
  const int month = d.month == 0 ? 12 : d.month;
  return {d.year, month, d.day == 0 ? days_in_month(d.year, month) : d.day};
}

long to_days(const Date& date) {
  return std::chrono::sys_days{to_chrono(first_day(date))}.time_since_epoch().count();
}

Date from_days(long days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

Date add_days(const Date& date, long days) {
  return from_days(to_days(date) + days);
}

Date today_utc() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return from_days(now.time_since_epoch().count());
}

int month_from_name(std::string_view name) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (name.ends_with('.')) name.remove_suffix(1);
  const std::string lower = ascii_lower(name);
  if (lower == "sept") return 9;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i] || (lower.size() == 3 && kMonths[i].starts_with(lower)))
      return static_cast<int>(i) + 1;
  }
  return 0;
}

}  // namespace chokepoint
