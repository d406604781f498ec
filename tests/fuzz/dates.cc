// SPDX-License-Identifier: GPL-2.0-or-later
// Every reader of dates: what it reads is a day that there is, and is read again from what is written of it.
// A plain reader of digits, which knows nothing but the calendar, says the same of ISO 8601.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "common/base/ascii.h"
#include "common/base/date.h"
#include "common/base/time_stamp.h"
#include "indexer/clean/article_dates.h"
#include "indexer/clean/date_line.h"
#include "searcher/query/date_range.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr Date kToday{2024, 5, 17};

// "2024", "2024-11", "2024-11-06" and "20241106" by their shapes, and the calendar by counting.
std::optional<Date> read_plainly(std::string_view text) {
  std::string shape(text);
  std::replace_if(shape.begin(), shape.end(), is_ascii_digit, '9');
  if (shape != "9999" && shape != "9999-99" && shape != "9999-99-99" && shape != "99999999") return {};
  std::string digits(text);
  std::erase(digits, '-');
  const auto number = [&digits](std::size_t at, std::size_t length) {
    return digits.size() > at ? std::stoi(digits.substr(at, length)) : 0;
  };
  const Date date{number(0, 4), number(4, 2), number(6, 2)};
  if (date.year < 1000 || (digits.size() >= 6 && (date.month < 1 || date.month > 12))) return {};
  if (digits.size() < 8) return date;
  const bool is_leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
  const int days = date.month == 2                                                             ? 28 + is_leap
                   : date.month == 4 || date.month == 6 || date.month == 9 || date.month == 11 ? 30
                                                                                               : 31;
  if (date.day < 1 || date.day > days) return {};
  return date;
}

void check_calendar(const Date& date) {
  require(is_valid(date), "a date is one of the calendar", to_iso(date));
  require(parse_iso_date(to_iso(date)) == date, "a date is read as it was written", to_iso(date));
  const Date first = first_day(date);
  const Date last = last_day(date);
  require(first.is_complete() && last.is_complete() && first <= last, "a date has days", to_iso(date));
  require(from_days(to_days(first)) == first && from_days(to_days(last)) == last,
          "days are counted forth and back", to_iso(date));
  require(to_days(last) - to_days(first) < 366, "a date covers a year at most", to_iso(date));
}

void check_iso_text(std::string_view text) {
  if (text.empty()) return;
  const auto stamp = parse_time_stamp(text);
  require(stamp.has_value() && to_iso(*stamp) == text, "what is found is ISO 8601", text);
  check_calendar(stamp->date);
}

void check_stamp(std::string_view text) {
  const auto stamp = parse_time_stamp(text);
  if (!stamp) return;
  check_calendar(stamp->date);
  require(!stamp->second_of_day || (*stamp->second_of_day >= 0 && *stamp->second_of_day < 86'400),
          "a time is one of a day", text);
  require(!stamp->offset_minutes || (stamp->second_of_day && std::abs(*stamp->offset_minutes) < 24 * 60),
          "an offset is less than a day, and one of a time", text);
  require(parse_time_stamp(to_iso(*stamp)) == stamp, "a stamp is read as it was written", to_iso(*stamp));
}

// Dates as pages print them. `text` has LF line ends.
void check_page_dates(std::string_view text) {
  if (const auto dates = read_date_line(text)) {
    check_iso_text(dates->published);
    check_iso_text(dates->updated);
  }
  std::string_view before;
  if (const auto dates = read_date_ending(text, before)) {
    check_iso_text(dates->published);
    check_iso_text(dates->updated);
    require(before == trim(before) && text.find(before) != std::string_view::npos,
            "what stands before a date is part of the line", before);
  }
  if (const auto dateline = read_dateline(text)) {
    check_iso_text(dateline->date);
    require(dateline->end <= text.size(), "a story begins in its text", text);
  }
  for (const auto& date : {read_dated_kicker(text), find_time_stamp(text), read_leading_date(text)}) {
    if (date) check_iso_text(*date);
  }
  if (const auto date = date_in_path(text)) check_calendar(*date);
}

void check_asked_dates(std::string_view text) {
  if (const auto period = parse_date_period(text, kToday)) {
    check_calendar(period->first);
    check_calendar(period->last);
    require(period->first <= period->last, "a period does not end before it begins", text);
  }
  const auto range = parse_date_range(text, kToday);
  const auto* dates = std::get_if<DateRange>(&range);
  if (dates == nullptr) {
    require(is_valid_utf8(std::get<std::string>(range)), "a refusal is text", text);
    return;
  }
  require(dates->since || dates->until, "a range has an end", text);
  if (dates->since && dates->until) require(*dates->since <= *dates->until, "a range is no empty one", text);
  date_query(*dates);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data), size});
  const std::string day = text.substr(0, text.find_first_of("T "));
  require(parse_iso_date(text) == read_plainly(day), "both readers see one date", text);
  check_stamp(text);
  check_page_dates(text);
  check_asked_dates(text);
  return 0;
}
