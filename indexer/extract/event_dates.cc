// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/event_dates.h"

#include <cstdlib>

namespace chokepoint {
namespace {

// The value of a token of 1 to 4 digits, else -1.
int small_number(const Reading& reading, std::size_t at, std::size_t end) {
  if (at >= end || reading.tokens[at].kind != TokenKind::kNumber) return -1;
  const std::string_view digits = reading.bytes(at, at + 1);
  if (digits.size() > 4) return -1;
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_year(int number) {
  return number >= 1980 && number <= 2099;
}
bool is_day(int number) {
  return number >= 1 && number <= 31;
}

// Past "," or "." or "of" that may part day, month and year.
std::size_t skip_comma(const Reading& reading, std::size_t at, std::size_t end) {
  while (at < end && (reading.tokens[at].mark == ',' || reading.tokens[at].mark == '.')) ++at;
  return at;
}

Date with_nearest_year(Date date, const Date& published) {
  Date best = date;
  long best_distance = -1;
  for (const int year : {published.year - 1, published.year, published.year + 1}) {
    Date candidate = date;
    candidate.year = year;
    if (!is_valid(candidate)) continue;
    const long gap = std::labs(to_days(first_day(candidate)) - to_days(published));
    if (best_distance >= 0 && gap >= best_distance) continue;
    best = candidate;
    best_distance = gap;
  }
  return best;
}

}  // namespace

std::string date_in_sentence(const Reading& reading, const Sentence& sentence,
                             const std::optional<Date>& published) {
  for (std::size_t i = sentence.first; i < sentence.last; ++i) {
    if (reading.tokens[i].kind != TokenKind::kWord || !reading.tokens[i].capital) continue;
    const int month = month_from_name(reading.bytes(i, i + 1));
    if (month == 0) continue;
    Date date;
    date.month = month;
    std::size_t after = skip_comma(reading, i + 1, sentence.last);
    const int next = small_number(reading, after, sentence.last);
    if (i > sentence.first && is_day(small_number(reading, i - 1, sentence.last))) {
      date.day = small_number(reading, i - 1, sentence.last);
    } else if (is_day(next)) {
      date.day = next;
      after = skip_comma(reading, after + 1, sentence.last);
    }
    const int year = small_number(reading, after, sentence.last);
    if (is_year(year)) {
      date.year = year;
    } else if (date.day != 0 && published && published->is_complete()) {
      date = with_nearest_year(date, *published);
    }
    if (date.year != 0 && is_valid(date)) return to_iso(date);
  }
  return {};
}

}  // namespace chokepoint
