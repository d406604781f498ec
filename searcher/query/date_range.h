// SPDX-License-Identifier: GPL-2.0-or-later
// Dates as users type them, in queries (date:2020-08..2020-11) and options (--since=30d), and how they are
// asked of the index. Days are UTC.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <xapian.h>

#include "common/base/date.h"

namespace chokepoint {

// Complete dates, both included.
struct DatePeriod {
  Date first;
  Date last;
};

// "2023", "2023-02", "2023-02-28", "today", "yesterday", or so long before `today`: "30d", "2w", "3m",
// "1y". Nothing for anything else and for impossible dates.
std::optional<DatePeriod> parse_date_period(std::string_view text, const Date& today);

struct DateRange {
  std::optional<Date> since;  // complete; nothing: open
  std::optional<Date> until;
};

// A period ("30d" alone means since then) or a range of two, either side open: "2020-08..2020-11", "30d..".
// A string instead says what is wrong.
std::variant<DateRange, std::string> parse_date_range(std::string_view text, const Date& today);

inline constexpr const char* kDateForms =
    "dates are written 2023, 2023-02, 2023-02-28, 30d, 2w, 3m, 1y, today or yesterday";

// Articles published in the range, a partial date counting as its first day; never undated ones. An open
// range matches everything.
Xapian::Query date_query(const DateRange& range);

}  // namespace chokepoint
