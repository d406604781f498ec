// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/date_range.h"

#include <algorithm>
#include <charconv>

#include "common/base/utf8.h"
#include "common/index/fields.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxAmountDigits = 5;
constexpr std::size_t kMaxQuotedBytes = 64;
constexpr int kFirstYear = 1000;
constexpr int kMonths = 12;

Date months_before(const Date& day, int months) {
  const int index = day.year * kMonths + day.month - 1 - months;
  Date date{index / kMonths, index % kMonths + 1, day.day};
  if (date.year < kFirstYear) return {kFirstYear, 1, 1};
  date.day = std::min(date.day, days_in_month(date.year, date.month));
  return date;
}

Date days_before(const Date& day, long days) {
  return from_days(std::max(to_days(day) - days, to_days({kFirstYear, 1, 1})));
}

// "30d" and the like: an amount and a unit.
std::optional<Date> parse_time_before(std::string_view text, const Date& today) {
  if (text.size() < 2 || text.size() > kMaxAmountDigits + 1) return std::nullopt;
  int amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size() - 1, amount);
  if (error != std::errc() || end != text.data() + text.size() - 1 || amount < 0) return std::nullopt;
  switch (text.back()) {
    case 'd':
      return days_before(today, amount);
    case 'w':
      return days_before(today, 7L * amount);
    case 'm':
      return months_before(today, amount);
    case 'y':
      return months_before(today, kMonths * amount);
    default:
      return std::nullopt;
  }
}

std::string digits(const Date& date) {
  std::string iso = to_iso(date);
  std::erase(iso, '-');
  return iso;
}

// "2024" stands for its first day, so the first day of a year or month must let "2024" in.
std::string lowest_digits(const Date& date) {
  std::string text = digits(date);
  while (text.size() > 4 && text.ends_with("01")) text.resize(text.size() - 2);
  return text;
}

std::string not_a_date(std::string_view text) {
  return "not a date: \"" + std::string(utf8_prefix(text, kMaxQuotedBytes)) + '"';
}

}  // namespace

std::optional<DatePeriod> parse_date_period(std::string_view text, const Date& today) {
  const std::string word = ascii_lower(trim(text));
  if (word == "today") return DatePeriod{today, today};
  if (word == "yesterday") return DatePeriod{add_days(today, -1), add_days(today, -1)};
  if (const auto day = parse_time_before(word, today)) return DatePeriod{*day, *day};
  if (const auto date = parse_iso_date(word)) return DatePeriod{first_day(*date), last_day(*date)};
  return std::nullopt;
}

std::variant<DateRange, std::string> parse_date_range(std::string_view text, const Date& today) {
  constexpr std::string_view kTo = "..";
  const std::size_t dots = text.find(kTo);
  if (dots == std::string_view::npos) {
    const auto period = parse_date_period(text, today);
    if (!period) return not_a_date(text);
    if (parse_time_before(ascii_lower(trim(text)), today)) return DateRange{period->first, std::nullopt};
    return DateRange{period->first, period->last};
  }
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = text.substr(dots + kTo.size());
  DateRange range;
  if (!from.empty()) {
    const auto period = parse_date_period(from, today);
    if (!period) return not_a_date(from);
    range.since = period->first;
  }
  if (!to.empty()) {
    const auto period = parse_date_period(to, today);
    if (!period) return not_a_date(to);
    range.until = period->last;
  }
  if (!range.since && !range.until) return not_a_date(text);
  if (range.since && range.until && *range.since > *range.until) {
    return "the range ends before it begins: \"" + std::string(utf8_prefix(text, kMaxQuotedBytes)) + '"';
  }
  return range;
}

Xapian::Query date_query(const DateRange& range) {
  if (!range.since && !range.until) return Xapian::Query::MatchAll;
  if (!range.until) return {Xapian::Query::OP_VALUE_GE, kDateSlot, lowest_digits(*range.since)};
  // Undated articles have the empty value, which is below "0".
  const std::string begin = range.since ? lowest_digits(*range.since) : "0";
  return {Xapian::Query::OP_VALUE_RANGE, kDateSlot, begin, digits(*range.until)};
}

}  // namespace chokepoint
