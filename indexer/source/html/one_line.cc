// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/one_line.h"

#include "common/base/utf8.h"

namespace chokepoint {

std::string one_line(std::string_view text, std::size_t max_bytes) {
  std::string line;
  bool is_gap = false;
  for (std::size_t at = 0; at < text.size() && line.size() <= max_bytes;) {
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (is_white_space(c.value)) {
      is_gap = true;
      continue;
    }
    if (c.value < 0x20 || c.value == 0x7F) continue;
    if (is_gap && !line.empty()) line += ' ';
    is_gap = false;
    append_utf8(c.value, line);
  }
  return std::string(trim(utf8_prefix(line, max_bytes)));
}

}  // namespace chokepoint
