// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/article/json_string.h"

#include <algorithm>
#include <charconv>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr auto npos = std::string_view::npos;

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Appends what the escape stands for that `json` begins with, after the backslash; it goes on at least to a
// quote. Returns its length, or 0 if it is none of those that we write.
std::size_t read_escape(std::string_view json, std::string& out) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  if (const std::size_t i = kLetters.find(json.front()); i != npos) {
    out += kMeanings[i];
    return 1;
  }
  constexpr std::size_t kLength = 5;  // u001b
  if (json.front() != 'u' || json.size() < kLength) return 0;
  unsigned value = 0;
  const char* const last = json.data() + kLength;
  const auto [end, error] = std::from_chars(json.data() + 1, last, value, 16);
  if (error != std::errc() || end != last || value >= 0x80) return 0;
  out += static_cast<char>(value);
  return kLength;
}

}  // namespace

std::size_t read_json_string(std::string_view json, std::size_t begin, std::string& out) {
  for (std::size_t at = begin, quote = json.find('"', begin); quote != npos;) {
    const std::string_view rest = json.substr(at, quote - at);
    const std::string_view plain = rest.substr(0, rest.find('\\'));
    if (has_control_character(plain) || !is_valid_utf8(plain)) return npos;
    out += plain;
    at += plain.size();
    if (at == quote) return quote;
    const std::size_t length = read_escape(json.substr(at + 1), out);
    if (length == 0) return npos;
    at += 1 + length;
    if (quote < at) quote = json.find('"', at);
  }
  return npos;
}

}  // namespace chokepoint
