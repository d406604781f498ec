// SPDX-License-Identifier: GPL-2.0-or-later
// Hashes of hashes, and numbers as bytes, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint {

using Hash = std::uint64_t;

// The finalizer of MurmurHash3 (Appleby): each bit of the result depends on all of `x`.
inline Hash mixed(Hash x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

inline Hash joined(Hash a, Hash b) {
  return mixed(a * 0x9e3779b97f4a7c15ULL + b);
}

inline void append_bytes(std::uint64_t value, std::size_t count, std::string& out) {
  for (std::size_t i = 0; i < count; ++i) out += static_cast<char>((value >> (8 * i)) & 0xffU);
}

// The number that append_bytes() made the first `count` bytes of; `bytes` has them.
inline std::uint64_t read_bytes(std::string_view bytes, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i)
    value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  return value;
}

}  // namespace chokepoint
