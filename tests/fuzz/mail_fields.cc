// SPDX-License-Identifier: GPL-2.0-or-later
// Header fields of mails: encoded words, charsets, names. The first line of the input is the charset of the
// mail, the rest the field.
#include <string>
#include <string_view>

#include "indexer/source/encoded_words.h"
#include "indexer/source/mime_text.h"
#include "indexer/source/short_field.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

// An encoded word of UTF-8 in hexadecimal digits: the text as a careful mail program sends it.
std::string as_encoded_word(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string word = "=?utf-8?Q?";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    word.append({'=', kHex[byte / 16U], kHex[byte % 16U]});
  }
  return word + "?=";
}

void check_line(std::string_view line) {
  require(is_valid_utf8(line), "a field is UTF-8", line);
  require(line == short_field(line), "a field is one short line", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::string charset(input.line());
  const std::string raw(input.rest());

  const std::string field = header_in_utf8(raw, charset);
  require(is_valid_utf8(field), "a field is UTF-8", field);
  for (const WordsAs as : {WordsAs::kText, WordsAs::kUtf8Words}) {
    const std::string replaced = replace_encoded_words(field, charset, as);
    require(is_valid_utf8(replaced), "decoded words are UTF-8", replaced);
    require(field.find("=?") != std::string::npos || replaced == field,
            "what has no encoded word stays as it is", field);
  }
  check_line(decode_header(raw, charset));
  check_line(person_name(field));

  const std::string text = short_field(repair_utf8(raw), 500);
  require(decode_header(as_encoded_word(text), charset) == text, "what is encoded is decoded again", text);
  return 0;
}
