// SPDX-License-Identifier: GPL-2.0-or-later
// UTF-8 as the rest of the code may rely on: everything that enters goes through repair_utf8 once, and
// from there on strings are valid UTF-8. Offsets are bytes, ranges half-open. Nothing here throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// One code point and the bytes that it took. Ill-formed input gives U+FFFD and the length of the maximal
// ill-formed part (Unicode 15, section 3.9, "U+FFFD Substitution of Maximal Subparts").
struct DecodedCodePoint {
  char32_t value = kReplacementCharacter;
  std::uint8_t length = 1;
  bool valid = false;
};

// Decodes the code point that begins at `offset`, which must be less than text.size().
DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset);

void append_utf8(char32_t code_point, std::string& out);

bool is_valid_utf8(std::string_view text);

// Valid UTF-8 from any bytes: ill-formed parts and NUL become U+FFFD, a leading byte order mark is
// dropped, CR LF and lone CR become LF. `replaced`, if given, counts the replacements.
std::string repair_utf8(std::string_view bytes, std::size_t* replaced = nullptr);

// The longest prefix of `text` of at most `max_bytes` that does not cut a code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

std::size_t count_code_points(std::string_view text);

// White space as Unicode's White_Space property has it, cut off at both ends.
std::string_view trim(std::string_view text);

bool is_white_space(char32_t code_point);

// Lower-cases A-Z and leaves the rest alone: for option values, codes and file suffixes.
std::string ascii_lower(std::string_view text);

}  // namespace chokepoint
