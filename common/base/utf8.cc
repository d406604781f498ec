// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "common/base/ascii.h"

namespace chokepoint {
namespace {

constexpr bool is_continuation(unsigned char byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Of the eight bytes from `bytes` on.
bool are_eight_ascii(const char* bytes) {
  std::uint64_t eight = 0;
  std::memcpy(&eight, bytes, sizeof eight);
  return (eight & 0x8080808080808080U) == 0;
}

// Where the ASCII ends that begins at `at` and stays as it is: all but NUL and CR.
std::size_t sound_ascii_end(std::string_view bytes, std::size_t at) {
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80 && bytes[at] != '\0' &&
         bytes[at] != '\r')
    ++at;
  return at;
}

}  // namespace

DecodedCodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte_at = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  const std::size_t available = text.size() - offset;
  const unsigned char lead = byte_at(0);
  if (lead < 0x80) return {lead, 1, true};

  // The range of the second byte depends on the lead (Unicode 15, table 3-7); the rest are 80..BF.
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  char32_t value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
    value = lead & 0x1FU;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    value = lead & 0x0FU;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    value = lead & 0x07U;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
  } else {
    return {};
  }
  for (std::size_t i = 1; i < length; ++i) {
    if (i >= available) return {kReplacementCharacter, static_cast<std::uint8_t>(i), false};
    const unsigned char byte = byte_at(i);
    const bool in_range = i == 1 ? (byte >= low && byte <= high) : is_continuation(byte);
    if (!in_range) return {kReplacementCharacter, static_cast<std::uint8_t>(i), false};
    value = (value << 6U) | (byte & 0x3FU);
  }
  return {value, static_cast<std::uint8_t>(length), true};
}

void append_utf8(char32_t c, std::string& out) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacementCharacter;
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | (c >> 6U));
    put(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    put(0xE0U | (c >> 12U));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xF0U | (c >> 18U));
    put(0x80U | ((c >> 12U) & 0x3FU));
    put(0x80U | ((c >> 6U) & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
}

bool is_valid_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (text.size() - i >= 8 && are_eight_ascii(text.data() + i)) {
      i += 8;
      continue;
    }
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const DecodedCodePoint decoded = decode_utf8(text, i);
    if (!decoded.valid) return false;
    i += decoded.length;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes, std::size_t* replaced) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string out;
  out.reserve(bytes.size());
  std::size_t faults = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    if (const std::size_t end = sound_ascii_end(bytes, i); end > i) {
      out.append(bytes, i, end - i);
      i = end;
    } else if (bytes[i] == '\r') {
      out.push_back('\n');
      i += i + 1 < bytes.size() && bytes[i + 1] == '\n' ? 2U : 1U;
    } else {
      const DecodedCodePoint decoded = decode_utf8(bytes, i);
      if (decoded.valid && decoded.value != 0) {
        out.append(bytes.substr(i, decoded.length));
      } else {
        append_utf8(kReplacementCharacter, out);
        ++faults;
      }
      i += decoded.length;
    }
  }
  if (replaced != nullptr) *replaced = faults;
  return out;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_continuation(static_cast<unsigned char>(text[max_bytes]))) --max_bytes;
  return text.substr(0, max_bytes);
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return !is_continuation(static_cast<unsigned char>(c)); }));
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    const DecodedCodePoint first = decode_utf8(text, 0);
    if (!first.valid || !is_white_space(first.value)) break;
    text.remove_prefix(first.length);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && is_continuation(static_cast<unsigned char>(text[start]))) --start;
    const DecodedCodePoint last = decode_utf8(text, start);
    if (!last.valid || !is_white_space(last.value)) break;
    text.remove_suffix(text.size() - start);
  }
  return text;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_ascii_lower);
  return out;
}

}  // namespace chokepoint
