// SPDX-License-Identifier: GPL-2.0-or-later
// Our UTF-8 against ICU's, byte for byte; and the one way to fold words against ICU's own for texts that our
// short ways do not go.
#include "common/base/utf8.h"

#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "common/base/ascii.h"
#include "common/text/fold.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

void check_decoding(std::string_view bytes) {
  bool is_valid = true;
  std::int32_t at = 0;
  const auto size = static_cast<std::int32_t>(bytes.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  while (at < size) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(data, at, size, c);
    const DecodedCodePoint ours = decode_utf8(bytes, static_cast<std::size_t>(begin));
    require(ours.valid == (c >= 0), "we and ICU agree on what is UTF-8", bytes);
    require(ours.length == at - begin, "we and ICU agree where a character ends", bytes);
    require(ours.value == (c >= 0 ? static_cast<char32_t>(c) : kReplacementCharacter),
            "we and ICU read the same character", bytes);
    require(is_white_space(ours.value) == (u_isUWhiteSpace(static_cast<UChar32>(ours.value)) != 0),
            "we and ICU agree on white space", bytes);
    std::string again;
    append_utf8(ours.value, again);
    require(!ours.valid || bytes.substr(static_cast<std::size_t>(begin), ours.length) == again,
            "a character is written as it was read", bytes);
    is_valid = is_valid && ours.valid;
  }
  require(is_valid_utf8(bytes) == is_valid, "a text is UTF-8 if its characters are", bytes);
}

void check_repair(std::string_view bytes) {
  std::size_t replaced = 0;
  const std::string text = repair_utf8(bytes, &replaced);
  require(is_valid_utf8(text), "what is repaired is UTF-8", text);
  require(text.find('\0') == std::string::npos && text.find('\r') == std::string::npos,
          "lines end in LF, and nothing is NUL", text);
  require(text.starts_with("\uFEFF") || repair_utf8(text) == text, "what is repaired needs no repair", text);
  require(replaced == 0 || text.find("\uFFFD") != std::string::npos, "a repair shows", text);
}

void check_pieces(std::string_view text) {
  require(count_code_points(text) <= text.size(), "a character has a byte", text);
  for (const std::size_t limit : {std::size_t{0}, std::size_t{1}, text.size() / 2, text.size()}) {
    const std::string_view prefix = utf8_prefix(text, limit);
    require(prefix.size() <= limit && text.starts_with(prefix), "a prefix keeps its limit", text);
    require(is_valid_utf8(prefix) && limit - prefix.size() < 4, "a prefix cuts no character, nor more", text);
  }
  const std::string_view trimmed = trim(text);
  require(trim(trimmed) == trimmed, "what is trimmed has no white space at its ends", text);
  require(text.find(trimmed) != std::string_view::npos, "what is trimmed is part of the text", text);
}

// A letter that is not ASCII makes fold() go the long way; it folds to itself, and apart from what is before.
void check_folding(const std::string& text) {
  const std::string folded = fold(text);
  require(is_valid_utf8(folded), "a folded text is UTF-8", text);
  for (const char c : folded) require(!is_ascii_upper(c), "a folded text has no capital of ASCII", text);
  if (is_ascii(text)) {
    const std::string long_way = fold(text + "\u4E2D");
    require(long_way == folded + "\u4E2D", "ASCII is folded as ICU folds it", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_decoding(bytes);
  check_repair(bytes);
  const std::string text = repair_utf8(bytes);
  check_pieces(text);
  check_folding(text);
  return 0;
}
