// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/time_stamp.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "common/base/ascii.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr int kMaxOffsetMinutes = 24 * 60 - 1;

// Reads what is expected, piece by piece, from the beginning of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_spaces() {
    while (take(' ') || take('\t')) {
    }
  }

  // A number of `low` to `high` digits.
  std::optional<int> number(std::size_t low, std::size_t high) {
    std::size_t length = 0;
    int value = 0;
    while (length < high && length < rest_.size() && is_ascii_digit(rest_[length]))
      value = value * 10 + (rest_[length++] - '0');
    if (length < low) return std::nullopt;
    rest_.remove_prefix(length);
    return value;
  }

  std::string_view word() {
    const auto* const end = std::find_if_not(
        rest_.begin(), rest_.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
    const std::string_view word = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
    rest_.remove_prefix(word.size());
    return word;
  }

 private:
  std::string_view rest_;
};

// HH:MM, HH:MM:SS, HH:MM:SS.fraction, HHMM, HHMMSS.
bool read_time(Scanner& in, TimeStamp& stamp) {
  const auto hour = in.number(1, 2);
  if (!hour) return false;
  const bool has_colons = in.take(':');
  const auto minute = in.number(2, 2);
  if (!minute) return false;
  int second = 0;
  if (has_colons ? in.take(':') : (!in.at_end() && is_ascii_digit(in.rest().front()))) {
    const auto read = in.number(2, 2);
    if (!read) return false;
    second = *read;
    if (in.take('.') || in.take(',')) {
      while (in.number(1, 1)) {
      }
    }
  }
  if (*hour > 23 || *minute > 59 || second > 60) return false;
  stamp.second_of_day = *hour * 3600 + *minute * 60 + std::min(second, 59);
  return true;
}

// The zones that RFC 822 names; the military letters say nothing reliable (RFC 5322, section 4.3).
std::optional<int> offset_of_zone(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, int>, 14> kZones = {{
      {"z", 0},
      {"ut", 0},
      {"utc", 0},
      {"gmt", 0},
      {"est", -300},
      {"edt", -240},
      {"cst", -360},
      {"cdt", -300},
      {"mst", -420},
      {"mdt", -360},
      {"pst", -480},
      {"pdt", -420},
      {"cet", 60},
      {"cest", 120},
  }};
  const std::string lower = ascii_lower(name);
  for (const auto& [zone, minutes] : kZones) {
    if (zone == lower) return minutes;
  }
  return std::nullopt;
}

// "Z", "+08:00", "-0500", "+08", "GMT". An unknown name leaves the offset unknown.
bool read_zone(Scanner& in, TimeStamp& stamp) {
  in.skip_spaces();
  const bool is_east = in.take('+');
  if (!is_east && !in.take('-')) {
    const std::string_view name = in.word();
    stamp.offset_minutes = offset_of_zone(name);
    return true;
  }
  const auto hours = in.number(2, 2);
  if (!hours) return false;
  in.take(':');
  const int minutes = *hours * 60 + in.number(2, 2).value_or(0);
  if (minutes > kMaxOffsetMinutes) return false;
  stamp.offset_minutes = is_east ? minutes : -minutes;
  return true;
}

// A comment of RFC 5322, "(CST)", or a zone's name in brackets, "[Asia/Tokyo]", may follow.
bool is_done(Scanner& in) {
  in.skip_spaces();
  return in.at_end() || in.rest().front() == '(' || in.rest().front() == '[';
}

std::optional<TimeStamp> parse_iso(std::string_view text) {
  const std::size_t end = text.find_first_of("Tt ");
  const auto date = parse_iso_date(text.substr(0, end));
  if (!date) return std::nullopt;
  TimeStamp stamp{*date};
  if (end == std::string_view::npos) return stamp;
  Scanner in(text.substr(end + 1));
  in.skip_spaces();
  if (!date->is_complete() || !read_time(in, stamp) || !read_zone(in, stamp) || !is_done(in))
    return std::nullopt;
  return stamp;
}

// Two digits are of the years 1950 to 2049, three count from 1900 (RFC 5322, section 4.3).
int full_year(int year) {
  if (year < 50) return year + 2000;
  return year < 1000 ? year + 1900 : year;
}

// "Thu, 7 Nov 2024 10:00:00 +0800".
std::optional<TimeStamp> parse_rfc5322(std::string_view text) {
  Scanner in(text);
  if (!in.word().empty()) {  // the day of the week
    in.take('.');
    if (!in.take(',')) return std::nullopt;
  }
  in.skip_spaces();
  const auto day = in.number(1, 2);
  if (!day) return std::nullopt;
  in.skip_spaces();
  in.take('-');
  const int month = month_from_name(in.word());
  in.take('.');
  in.skip_spaces();
  in.take('-');
  const auto year = in.number(2, 4);
  if (month == 0 || !year) return std::nullopt;
  TimeStamp stamp{{full_year(*year), month, *day}};
  if (!is_valid(stamp.date)) return std::nullopt;
  in.skip_spaces();
  if (in.at_end()) return stamp;
  if (!read_time(in, stamp) || !read_zone(in, stamp) || !is_done(in)) return std::nullopt;
  return stamp;
}

// "Thu Nov  7 10:00:00 2024", as mbox and C write it.
std::optional<TimeStamp> parse_asctime(std::string_view text) {
  Scanner in(text);
  if (in.word().size() != 3) return std::nullopt;
  in.skip_spaces();
  const int month = month_from_name(in.word());
  in.skip_spaces();
  const auto day = in.number(1, 2);
  in.skip_spaces();
  TimeStamp stamp;
  if (month == 0 || !day || !read_time(in, stamp)) return std::nullopt;
  in.skip_spaces();
  const auto year = in.number(4, 4);
  if (!year || !is_done(in)) return std::nullopt;
  stamp.date = {*year, month, *day};
  return is_valid(stamp.date) ? std::optional(stamp) : std::nullopt;
}

}  // namespace

std::optional<TimeStamp> parse_time_stamp(std::string_view text) {
  text = trim(text);
  if (auto stamp = parse_iso(text)) return stamp;
  if (auto stamp = parse_rfc5322(text)) return stamp;
  return parse_asctime(text);
}

std::string to_iso(const TimeStamp& stamp) {
  std::string out = to_iso(stamp.date);
  if (!stamp.second_of_day) return out;
  std::array<char, 32> buffer{};
  const int seconds = *stamp.second_of_day;
  std::snprintf(buffer.data(), buffer.size(), "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  out += buffer.data();
  if (!stamp.offset_minutes) return out;
  if (*stamp.offset_minutes == 0) return out + "Z";
  const int minutes = std::abs(*stamp.offset_minutes);
  std::snprintf(buffer.data(), buffer.size(), "%c%02d:%02d", *stamp.offset_minutes < 0 ? '-' : '+',
                minutes / 60, minutes % 60);
  return out + buffer.data();
}

}  // namespace chokepoint
