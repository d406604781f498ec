// SPDX-License-Identifier: GPL-2.0-or-later
// Characters by what UAX #29 makes of them at word boundaries, for those that nearly all of English and most
// of other Latin text is made of: ASCII, the letters of Latin-1, typographic quotes, dashes and the ellipsis.
// Everything else is kUnknown, and ICU's to judge (word_breaker.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "common/base/ascii.h"

namespace chokepoint {

enum class WordClass : std::uint8_t {
  kUnknown,
  kLetter,
  kDigit,
  kUnderscore,      // joins letters and digits on either side
  kMid,             // full stop and apostrophes: join two letters, or two digits
  kMidNumber,       // comma and semicolon: join two digits
  kSpace,           // U+0020 alone: a run of it is one piece
  kCarriageReturn,  // one piece with a line feed behind it
  kOther,           // a piece of its own
};

struct WordCharacter {
  WordClass word_class = WordClass::kUnknown;
  std::uint8_t length = 1;  // bytes
};

constexpr WordClass word_class_of_ascii(char c) {
  if (is_ascii_letter(c)) return WordClass::kLetter;
  if (is_ascii_digit(c)) return WordClass::kDigit;
  switch (c) {
    case '_':
      return WordClass::kUnderscore;
    case '.':
    case '\'':
      return WordClass::kMid;
    case ',':
    case ';':
      return WordClass::kMidNumber;
    case ' ':
      return WordClass::kSpace;
    case '\r':
      return WordClass::kCarriageReturn;
    case '@':  // a letter for ICU 72, and none for those before
      return WordClass::kUnknown;
    default:
      return WordClass::kOther;
  }
}

inline constexpr std::array<WordClass, 128> kAsciiWordClasses = [] {
  std::array<WordClass, 128> classes{};
  for (std::size_t i = 0; i < classes.size(); ++i) classes[i] = word_class_of_ascii(static_cast<char>(i));
  return classes;
}();

// Of the character beyond ASCII that begins `text`, which is valid UTF-8.
constexpr WordCharacter word_character_beyond_ascii(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) == 0xC2 && byte(1) == 0xA0) return {WordClass::kOther, 2};  // no-break space
  if (byte(0) == 0xC3) {
    const bool is_sign = byte(1) == 0x97 || byte(1) == 0xB7;  // multiplication, division
    return {is_sign ? WordClass::kOther : WordClass::kLetter, 2};
  }
  if (byte(0) == 0xE2 && byte(1) == 0x80) {
    if (byte(2) == 0x98 || byte(2) == 0x99) return {WordClass::kMid, 3};  // single quotes
    const bool is_mark =
        (byte(2) >= 0x90 && byte(2) <= 0xA2) || byte(2) == 0xA6;  // dashes to bullet; ellipsis
    if (is_mark) return {WordClass::kOther, 3};
  }
  return {};
}

// The character that begins at `at`, less than text.size().
constexpr WordCharacter word_character(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte < 0x80 ? WordCharacter{kAsciiWordClasses[byte], 1}
                     : word_character_beyond_ascii(text.substr(at));
}

}  // namespace chokepoint
