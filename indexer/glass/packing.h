// SPDX-License-Identifier: GPL-2.0-or-later
// How the tables of Xapian's glass backend write numbers and strings. The format is that of Xapian 1.4
// (common/pack.h of xapian-core); it has been the same since 1.4.0.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::glass {

// Seven bits a byte, the least significant first; the top bit says that more follow.
inline void pack_uint(std::string& out, std::uint64_t value) {
  for (; value >= 128; value >>= 7U) out.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
  out.push_back(static_cast<char>(value));
}

// The bytes of a number that is not zero, the least significant first, up to the end of the string.
inline void pack_last_uint(std::string& out, std::uint64_t value) {
  for (; value != 0; value >>= 8U) out.push_back(static_cast<char>(value & 0xFFU));
}

inline void pack_bool(std::string& out, bool value) {
  out.push_back(value ? '1' : '0');
}

inline void pack_string(std::string& out, std::string_view value) {
  pack_uint(out, value.size());
  out += value;
}

// Sorts by bytes as the numbers do: two bytes below 2^15, else leading one bits count the bytes beyond two.
inline void pack_sortable_uint(std::string& out, std::uint32_t value) {
  if (value < 0x8000U) {
    out.push_back(static_cast<char>(value >> 8U));
    out.push_back(static_cast<char>(value & 0xFFU));
    return;
  }
  const auto significant_bits = static_cast<std::size_t>(std::bit_width(value));
  const std::size_t length = (significant_bits + 5) / 7;
  const std::uint64_t mark = (0xFFU << (10 - length)) & 0xFFU;
  const std::uint64_t marked = value | (mark << (8 * (length - 1)));
  for (std::size_t i = length; i-- > 0;) out.push_back(static_cast<char>((marked >> (8 * i)) & 0xFFU));
}

// The same for a string without NUL, which terms never hold.
inline void pack_sortable_term(std::string& out, std::string_view term) {
  out += term;
  out.push_back('\0');
}

}  // namespace chokepoint::glass
