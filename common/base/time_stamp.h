// SPDX-License-Identifier: GPL-2.0-or-later
// A date with, where it is known, the time of day and the offset from UTC, as machines write them: ISO 8601
// ("2024-11-07T10:00:00+08:00", "2024-11-07 10:00Z", "20241107T100000Z"), RFC 5322 and its obsolete forms
// ("Thu, 7 Nov 2024 10:00:00 +0800", "7 Nov 24 10:00 EST"), and asctime ("Thu Nov  7 10:00:00 2024").
// The date stays the one of its own zone: what a reader in that place had on the calendar.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/date.h"

namespace chokepoint {

struct TimeStamp {
  Date date;
  std::optional<int> second_of_day = {};   // 0..86399; a leap second counts as the one before
  std::optional<int> offset_minutes = {};  // east of UTC, -1439..1439; only with a time of day

  bool operator==(const TimeStamp&) const = default;
};

// Nothing for any other text, an impossible date, or a time out of range.
std::optional<TimeStamp> parse_time_stamp(std::string_view text);

// ISO 8601: the date alone, or with the time and, if known, the offset ("Z" for UTC).
std::string to_iso(const TimeStamp& stamp);

}  // namespace chokepoint
