// SPDX-License-Identifier: GPL-2.0-or-later
// Splits text into the tokens that everything else here is said in: words, numbers and single marks.
//
// A word is a run of letters and digits; every other character that is not white space is a token of its
// own, so "TP-Link", "U.S." and "AT&T" are three to four tokens in text and in the tables alike. A
// possessive 's is a token of its own. Scripts that are written without blanks (Han, Hiragana, Hangul,
// Thai) give a token a character, which turns a search for names into one for substrings there.
//
// Input is valid UTF-8; offsets are bytes. Linear. Nothing here throws.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

enum class TokenKind : std::uint8_t { kWord, kNumber, kMark };

struct TextToken {
  std::uint32_t begin = 0;  // bytes into the text, half-open
  std::uint32_t end = 0;
  std::uint32_t exact = 0;  // the id of the word as it stands, and in lower case; see Words
  std::uint32_t lower = 0;
  TokenKind kind = TokenKind::kMark;
  char mark = 0;           // of a mark: '.', '"', ... with typographic forms folded; '\0' if not ASCII
  bool capital = false;    // begins with an upper-case letter
  bool all_caps = false;   // at least two letters, all of them upper-case
  bool spaced = false;     // white space (or nothing) stands before it
  bool new_line = false;   // it is the first token of a line
  bool new_block = false;  // an empty line (or nothing) stands before it
  bool unspaced_script = false;
};

std::vector<TextToken> split_tokens(std::string_view text);
void split_tokens(std::string_view text, std::vector<TextToken>& tokens);  // appends them

// Writes the token's normal form to `out`: typographic apostrophes, quotes and hyphens become ASCII.
void append_exact_form(std::string_view text, const TextToken& token, std::string& out);

// Lower-cases Latin, Greek and Cyrillic letters; one code point stays one code point.
void append_lower_form(std::string_view exact, std::string& out);

}  // namespace chokepoint
