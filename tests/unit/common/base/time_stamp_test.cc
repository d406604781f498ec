// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/time_stamp.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

struct Case {
  const char* text;
  const char* iso;  // empty: not read
};

TEST_CASE("time stamp: what feeds, mails and pages write, in their own zone") {
  const Case kCases[] = {
      {"2024-11-07", "2024-11-07"},
      {"2024-11", "2024-11"},
      {"2024-11-07T10:00:00+08:00", "2024-11-07T10:00:00+08:00"},
      {"2024-11-07T23:30:59.123Z", "2024-11-07T23:30:59Z"},
      {"2024-11-07 10:00", "2024-11-07T10:00:00"},
      {"2024-11-07T10:00+0530", "2024-11-07T10:00:00+05:30"},
      {"2024-11-07T10:00:00+09:00[Asia/Tokyo]", "2024-11-07T10:00:00+09:00"},
      {"20241107T100000Z", "2024-11-07T10:00:00Z"},
      {"Thu, 07 Nov 2024 10:00:00 +0800", "2024-11-07T10:00:00+08:00"},
      {"Thu, 7 Nov 2024 10:00:00 GMT", "2024-11-07T10:00:00Z"},
      {"7 Nov 24 10:00 EST", "2024-11-07T10:00:00-05:00"},
      {"Thu, 07 Nov 2024 10:00:00 -0000 (UTC)", "2024-11-07T10:00:00Z"},
      {"Thursday, 07-Nov-24 10:00:00 XYZ", "2024-11-07T10:00:00"},
      {"07 November 2024", "2024-11-07"},
      {"Thu Nov  7 10:00:00 2024", "2024-11-07T10:00:00"},
      {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"},
      {"2024-02-30", ""},
      {"2024-11-07T25:00:00Z", ""},
      {"Thu, 31 Feb 2024 10:00:00 GMT", ""},
      {"2024-11-07T10:00:00+99:00", ""},
      {"yesterday", ""},
      {"", ""},
      {"07/11/2024", ""},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    const auto stamp = parse_time_stamp(c.text);
    CHECK((stamp ? to_iso(*stamp) : "") == c.iso);
    if (stamp) CHECK(parse_time_stamp(to_iso(*stamp)) == stamp);
  }
}

}  // namespace
}  // namespace chokepoint
