// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/short_field.h"

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxFieldBytes = 2000;

bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string short_field(std::string_view text) {
  std::string out;
  bool is_gap = false;
  for (const char c : trim(text)) {
    if (out.size() > kMaxFieldBytes) break;
    if (is_ascii_space(c)) {
      is_gap = true;
      continue;
    }
    if (is_gap) out += ' ';
    is_gap = false;
    out += c;
  }
  return std::string(trim(utf8_prefix(out, kMaxFieldBytes)));
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
