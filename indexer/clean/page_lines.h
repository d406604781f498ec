// SPDX-License-Identifier: GPL-2.0-or-later
// A scraped text as lines, with the shape of each: how many words, whether it ends like a sentence,
// whether it is a list item. The rules look at these shapes and at a folded copy of the line's beginning.
//
// Input is valid UTF-8 with LF line ends. Views refer into the text, which must outlive them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/ascii.h"

namespace chokepoint {

struct PageLine {
  std::string_view text;  // trimmed; never empty
  // The first kFoldedBytes of `text`: case folded, quotes straightened, white space runs made one space,
  // emphasis marks and the decoration at both ends taken off ("**Tags:**" gives "tags:").
  std::string folded;
  std::size_t words = 0;
  bool blank_before = false;
  bool list_item = false;       // begins with a bullet or a number and a stop
  bool ends_sentence = false;   // full stop, question or exclamation mark, also before a closing quote
  bool above_headline = false;  // the publication's name or the like: kept, but not the headline
  std::string rule;             // why it is dropped; empty: kept
};

inline constexpr std::size_t kFoldedBytes = 2048;

// The lines that are not blank, in order.
std::vector<PageLine> split_lines(std::string_view text);

// Folds as described at PageLine::folded.
std::string fold_line(std::string_view text);

// Words parted by white space; scripts that part no words count two characters as a word.
std::size_t count_words(std::string_view text);

// True for characters that can be part of a word, in any script. CJK characters are words of their own:
// see is_ideograph.
bool is_word_character_beyond_ascii(char32_t c);
inline bool is_word_character(char32_t c) {
  return c < 0x80 ? is_ascii_letter_or_digit(static_cast<char>(c)) : is_word_character_beyond_ascii(c);
}
bool is_ideograph(char32_t c);
bool is_upper_case_beyond_ascii(char32_t c);
inline bool is_upper_case(char32_t c) {
  return c < 0x80 ? is_ascii_upper(static_cast<char>(c)) : is_upper_case_beyond_ascii(c);
}
bool is_lower_case(char32_t c);

// "https://example.org/a" or "www.example.org/a", and nothing else.
bool is_web_address(std::string_view token);

// The parts between runs of white space.
std::vector<std::string_view> split_words(std::string_view text);

// True if `text` ends with a sentence's last mark, possibly inside quotes or brackets. The stop of an
// abbreviation ("U.S.") is none.
bool ends_like_sentence(std::string_view text);

}  // namespace chokepoint
