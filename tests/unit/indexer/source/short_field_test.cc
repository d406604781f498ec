// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/short_field.h"

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("short_field: one line, one space between words, at most 2,000 bytes", "[source]") {
  CHECK(short_field(" a\n\t b\r\nc \u00A0") == "a b c");
  CHECK(short_field("").empty());
  CHECK(short_field(" \n").empty());
  CHECK(short_field(std::string(3000, 'x')) == std::string(2000, 'x'));
  CHECK(short_field(std::string(1999, 'x') + "\u00E9") == std::string(1999, 'x'));
}

TEST_CASE("short_field: the name of a person is told from the address", "[source]") {
  struct Case {
    const char* text;
    const char* name;
  };
  const Case kCases[] = {
      {"Jane Doe", "Jane Doe"},
      {"jane@example.org (Jane Doe)", "Jane Doe"},
      {"Jane Doe <jane@example.org>", "Jane Doe"},
      {"jane@example.org", "jane@example.org"},
      {"<jane@example.org>", "<jane@example.org>"},
      {"Jane (desk) Doe", "Jane (desk) Doe"},
      {"", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(person_name(c.text) == c.name);
  }
}
