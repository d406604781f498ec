// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/utf8.h"

#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("utf8: ill-formed bytes become one U+FFFD a maximal part", "[base]") {
  struct Case {
    const char* name;
    std::string bytes;
    std::string text;
    std::size_t replaced;
  };
  const std::string fffd = "\xEF\xBF\xBD";
  const Case kCases[] = {
      {"plain", "plain", "plain", 0},
      {"lone continuation", "a\x80z", "a" + fffd + "z", 1},
      {"overlong slash", "\xC0\xAF", fffd + fffd, 2},
      {"surrogate", "\xED\xA0\x80", fffd + fffd + fffd, 3},
      {"truncated at the end", "x\xE2\x82", "x" + fffd, 1},
      {"truncated in the middle", "\xF0\x9F\x98z", fffd + "z", 1},
      {"above U+10FFFF", "\xF4\x90\x80\x80", fffd + fffd + fffd + fffd, 4},
      {"NUL", std::string("a\0b", 3), "a" + fffd + "b", 1},
      {"byte order mark", "\xEF\xBB\xBFtext", "text", 0},
      {"line ends", "a\r\nb\rc\n", "a\nb\nc\n", 0},
      {"euro", "\xE2\x82\xAC", "\xE2\x82\xAC", 0},
  };
  for (const Case& c : kCases) {
    INFO(c.name);
    std::size_t replaced = 0;
    CHECK(repair_utf8(c.bytes, &replaced) == c.text);
    CHECK(replaced == c.replaced);
  }
}

TEST_CASE("utf8: whatever the bytes, repaired text is valid and repairing it again changes nothing",
          "[base]") {
  const unsigned seed = 20240229;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 64, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    const std::string text = repair_utf8(bytes);
    REQUIRE(is_valid_utf8(text));
    REQUIRE(repair_utf8(text) == (text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text));
  }
}

TEST_CASE("utf8: a prefix never cuts a character", "[base]") {
  const std::string text = "a\u00E9\u20AC\U0001F600";
  CHECK(utf8_prefix(text, 1) == "a");
  CHECK(utf8_prefix(text, 2) == "a");
  CHECK(utf8_prefix(text, 3) == "a\u00E9");
  CHECK(utf8_prefix(text, 5) == "a\u00E9");
  CHECK(utf8_prefix(text, 9) == "a\u00E9\u20AC");
  CHECK(utf8_prefix(text, 100) == text);
  CHECK(utf8_prefix("", 5).empty());
}

TEST_CASE("utf8: trimming takes off every kind of white space and nothing else", "[base]") {
  CHECK(trim(" \t\u00A0\u3000text\u2003\n") == "text");
  CHECK(trim("\u200Btext") == "\u200Btext");
  CHECK(trim(" \n ").empty());
  CHECK(trim("").empty());
}
