// SPDX-License-Identifier: GPL-2.0-or-later
// Word boundaries by UAX #29 as ICU's root locale has them; Chinese, Japanese, Thai, Lao, Khmer and
// Burmese by ICU's dictionaries. CLDR's root locale differs from UAX #29 in one thing, by intent: a colon
// always breaks. This is the one place that asks ICU for boundaries; of text in nothing but the characters of
// word_characters.h it knows them by itself, several times faster and the same (unit and fuzz tests compare).
//
// Input is valid UTF-8 of less than 2 GiB. May be called by any thread (each keeps its own iterator).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace chokepoint {

// A piece of text between two boundaries, as byte offsets. The pieces tile the text.
struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool is_word = false;  // holds a letter, digit, kana or ideograph; else white space or punctuation

  bool operator==(const Segment&) const = default;
};

// Appends the segments of `text` to `out`, offsets counted from `base`. Throws std::runtime_error if ICU
// cannot be used at all (its data is missing).
void break_words(std::string_view text, std::size_t base, std::vector<Segment>& out);

// The same, and what it is by definition.
void break_words_by_icu(std::string_view text, std::size_t base, std::vector<Segment>& out);

}  // namespace chokepoint
