// SPDX-License-Identifier: GPL-2.0-or-later
// Dates as pages print them: "March 4, 2019", "4. März 2019", "le 4 mars 2019", "Mon, 4 Mar 2019 10:00 GMT",
// "2019-03-04T10:00Z", "04.03.2019", "4 марта 2019 г.", "2019年3月4日", with labels such as "Published:" and
// an "Updated" that may be glued to the year before it. 03/04/2019 is not read: nobody knows which is the
// month.
//
// Input is valid UTF-8. Nothing here throws or depends on the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

struct PageDates {
  std::string published;  // ISO 8601; empty if only an update was printed
  std::string updated;
};

// The dates of a line that holds nothing but dates, times, zones, weekdays and labels; else nothing.
std::optional<PageDates> read_date_line(std::string_view line);

// As above for the end of a line: what stands before the date or its label goes to `before`, trimmed
// ("By Ann Lee | March 4, 2019" gives "By Ann Lee |").
std::optional<PageDates> read_date_ending(std::string_view line, std::string_view& before);

// A short line that parts a place, a section or a publication from a date: "Oslo | 22 May 2023",
// "2025-02-17 | Markets", "Issue of 16 July 2024". Not a headline that happens to end with a date.
std::optional<std::string> read_dated_kicker(std::string_view line);

// "OSLO, 30 July 2024 - The fund ...": the date, and the byte at which the story begins.
struct Dateline {
  std::string date;
  std::size_t end = 0;
};
std::optional<Dateline> read_dateline(std::string_view text);

// A publication stamp inside running page text: a complete date with a time of day after it. Looks at the
// first 2,000 bytes.
std::optional<std::string> find_time_stamp(std::string_view text);

// The date that a text begins with ("October 22, 2018 More resources"), unless it goes on as a sentence.
std::optional<std::string> read_leading_date(std::string_view text);

}  // namespace chokepoint
