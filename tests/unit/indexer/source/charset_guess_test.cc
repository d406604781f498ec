// SPDX-License-Identifier: GPL-2.0-or-later
// Whole texts in all encodings are in tests/encodings; here are the edges.
#include "indexer/source/charset_guess.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// "CHARSET", "CHARSET?" if that is not certain, "-" if nothing fits.
std::string guess(std::string_view bytes) {
  const auto guess = guess_charset(bytes);
  if (!guess) return "-";
  return std::string(guess->charset->name) + (guess->is_certain ? "" : "?");
}

// "Правительство сообщило во вторник, что не продлит разрешение" in windows-1251.
const std::string kRussian =
    "\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE "
    "\xF1\xEE\xEE\xE1\xF9\xE8\xEB\xEE "
    "\xE2\xEE "
    "\xE2\xF2\xEE\xF0\xED\xE8\xEA, "
    "\xF7\xF2\xEE "
    "\xED\xE5 "
    "\xEF\xF0\xEE\xE4\xEB\xE8\xF2 "
    "\xF0\xE0\xE7\xF0\xE5\xF8\xE5\xED\xE8\xE5";

}  // namespace

TEST_CASE("charset_guess: tags, comments, scripts and English around a text do not change what it is",
          "[charset]") {
  CHECK(guess(kRussian) == "windows-1251");
  CHECK(guess("<html lang=ru><script>if (a<b) f('x')</script><!-- \xE9t\xE9 --><p>" + kRussian) ==
        "windows-1251");
  CHECK(guess(std::string(100'000, 'x') + " " + kRussian) == "windows-1251");
  CHECK(guess("If a < b then " + kRussian) == "windows-1251");
  std::string english;
  for (int i = 0; i < 2000; ++i) english += "and so the ministry said ";
  CHECK(guess(english + kRussian) == "windows-1251");
}

TEST_CASE("charset_guess: few letters are no certainty, and noise is nothing", "[charset]") {
  CHECK(guess("caf\xE9 cr\xE8me").ends_with("?"));
  CHECK(guess("The company\x92s founder said so.") == "windows-1252?");
  CHECK(guess(std::string(200, 'x') + "\xFF") == "-");
  std::string noise;
  for (unsigned i = 0; i < 4000; ++i) noise += static_cast<char>(0x80U + (i * 7919U >> 3U) % 0x80U);
  CHECK(guess(noise) == "-");
}

TEST_CASE("charset_guess: UTF-16 and UTF-32 without a mark, and what only looks so", "[charset]") {
  const auto wide = [](std::string_view bytes) {
    const auto guess = guess_wide_charset(bytes);
    return guess ? std::string(guess->charset->name) : "-";
  };
  std::string le;
  std::string be;
  std::string le32;
  for (const char c : std::string("The ministry said on Tuesday that it would not do so.")) {
    le += {c, '\0'};
    be += {'\0', c};
    le32 += {c, '\0', '\0', '\0'};
  }
  CHECK(wide(le) == "UTF-16LE");
  CHECK(wide(be) == "UTF-16BE");
  CHECK(wide(le32) == "UTF-32LE");
  CHECK(wide(std::string(5000, '\0')) == "-");
  std::string noise;
  for (unsigned i = 0; i < 4000; ++i) noise += static_cast<char>((i * 7919U >> 3U) % 0x100U);
  CHECK(wide(noise) == "-");
}
