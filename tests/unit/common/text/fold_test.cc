// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/fold.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("fold: one form for what readers take for the same word", "[text]") {
  struct Case {
    const char* text;
    const char* folded;
  };
  const Case kCases[] = {
      {"ABC", "abc"},
      {"\u00C9lys\u00E9e", "elysee"},
      {"\uFF34\uFF49\uFF4B", "tik"},  // full width
      {"\u0130stanbul", "istanbul"},  // capital I with dot
      {"Stra\u00DFe", "strasse"},
      {"\u039A\u03B1\u03C3\u03C0\u03AF\u03C2", "\u03BA\u03B1\u03C3\u03C0\u03B9\u03C3"},  // final sigma, tonos
      {"\u0439", "\u0438"},              // Cyrillic short i: readers type both
      {"\u304C", "\u304C"},              // kana voicing stays
      {"\u0915\u093F", "\u0915\u093F"},  // Devanagari vowel sign stays
      {"\uD55C", "\uD55C"},              // Hangul stays composed
      {"\u0648\u064E", "\u0648"},        // Arabic vowel sign
      {"co\u00ADop", "coop"},
      {"", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.text);
    CHECK(fold(c.text) == c.folded);
    CHECK(fold(fold(c.text)) == c.folded);
  }
}

TEST_CASE("fold: the short way for ASCII equals the long way", "[text]") {
  for (int c = 1; c < 128; ++c) {
    const std::string text(1, static_cast<char>(c));
    const std::string long_way = fold(text + "\u00E9");  // not ASCII, so normalized
    CHECK(fold(text) + "e" == long_way);
  }
}
