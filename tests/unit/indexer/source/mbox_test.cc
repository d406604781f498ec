// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mbox.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// "line: bytes" of each mail.
std::string split(const std::string& bytes) {
  std::string out;
  for (const MboxMail& mail : split_mbox(bytes))
    out += std::to_string(mail.line) + ": " + std::string(mail.bytes) + "|";
  return out;
}

}  // namespace

TEST_CASE("mbox: a mail begins at a line with sender and date, after a blank line", "[source]") {
  const std::string from = "From a@e.org Thu Nov  7 10:00:00 2024\n";
  struct Case {
    const char* what;
    std::string bytes;
    std::string mails;
  };
  const Case kCases[] = {
      {"two", from + "A: b\n\nx\n\n" + from + "C: d\n\ny\n", "1: A: b\n\nx\n\n|6: C: d\n\ny\n|"},
      {"CR LF", "From - Thu Nov 07 10:00:00 2024\r\nA: b\r\n\r\n" + from, "1: A: b\r\n\r\n|4: |"},
      {"a zone", "From a Thu Nov  7 10:00:00 2024 +0100\nA: b\n", "1: A: b\n|"},
      {"prose", from + "A: b\n\nFrom Thu to Sun ships waited.\n\nFrom Monday on: none.\n",
       "1: A: b\n\nFrom Thu to Sun ships waited.\n\nFrom Monday on: none.\n|"},
      {"no blank line before", from + "A: b\n\nx\n" + from + "y\n", "1: A: b\n\nx\n" + from + "y\n|"},
      {"no line end at the end", from + "A: b", "1: A: b|"},
      {"nothing before the first", "x\n\n" + from + "A: b\n", "3: A: b\n|"},
      {"none", "x\n", ""},
      {"empty", "", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(split(c.bytes) == c.mails);
  }
}

TEST_CASE("mbox: marks before \"From \" are taken off, one a line", "[source]") {
  CHECK(unescape_mbox_mail(">From a\n>>From b\n> From c\n>Frozen\nFrom d\nx >From e\n>From") ==
        "From a\n>From b\n> From c\n>Frozen\nFrom d\nx >From e\n>From");
}

TEST_CASE("mbox: the date of the envelope", "[source]") {
  CHECK(envelope_date("From a@e.org Thu Nov  7 10:00:00 2024\r\n") == "Thu Nov  7 10:00:00 2024");
  CHECK(envelope_date("From Sat Sun Nov 10 10:00:00 2024") == "Sun Nov 10 10:00:00 2024");
  CHECK(envelope_date("From a Thursday").empty());
  CHECK(envelope_date(std::string(100'000, ' ')).empty());
}
