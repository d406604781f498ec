// SPDX-License-Identifier: GPL-2.0-or-later
// Cuts a text into plain words, which are terms as they stand but for their case, and stretches that take the
// Analyzer's rules and ICU's boundaries. Four words in five are plain.
//
// A cut is only made where every text has a word boundary, whatever stands beyond (UAX #29), and where none
// of the Analyzer's rules looks across; so pieces can be analyzed one by one.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace chokepoint {

struct TextPiece {
  std::size_t begin = 0;
  std::size_t end = 0;         // bytes
  bool is_plain_word = false;  // ASCII letters alone or digits alone
};

// No plain word is longer.
inline constexpr std::size_t kMaxPlainWordBytes = 64;

// The first piece of `text` at or after `at`, which is 0 or the end of a piece; none if there are no words
// left. `text` is valid UTF-8.
std::optional<TextPiece> next_piece(std::string_view text, std::size_t at);

}  // namespace chokepoint
