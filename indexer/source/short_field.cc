// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/short_field.h"

#include "common/base/utf8.h"

namespace chokepoint {

std::string short_field(std::string_view text, std::size_t max_bytes) {
  std::string line;
  bool is_gap = false;
  for (std::size_t at = 0; at < text.size() && line.size() <= max_bytes;) {
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (is_white_space(c.value)) {
      is_gap = true;
      continue;
    }
    if (is_gap && !line.empty()) line += ' ';
    is_gap = false;
    append_utf8(c.value, line);
  }
  return std::string(trim(utf8_prefix(line, max_bytes)));
}

std::string person_name(std::string_view text) {
  const std::string name = short_field(text);
  const std::size_t at_sign = name.find('@');
  if (at_sign == std::string::npos) return name;
  const std::size_t comment = name.find('(', at_sign);
  if (comment != std::string::npos && name.ends_with(')'))
    return short_field(std::string_view(name).substr(comment + 1, name.size() - comment - 2));
  const std::size_t address = name.rfind('<', at_sign);
  if (address == std::string::npos || address == 0) return name;
  return short_field(std::string_view(name).substr(0, address));
}

}  // namespace chokepoint
