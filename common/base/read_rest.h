// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <istream>
#include <string>

namespace chokepoint {

// What is left of a stream, which has bad() if not all could be read. (`text << stream.rdbuf()` is shorter,
// but where memory runs out it gives less of the text and no exception.)
inline std::string read_rest(std::istream& in) {
  std::string text;
  std::array<char, 16 * 1024> piece;
  do {
    in.read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(in.gcount()));
  } while (in);
  return text;
}

}  // namespace chokepoint
