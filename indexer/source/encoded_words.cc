// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/encoded_words.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include <glib.h>
#include <iconv.h>

#include "common/base/utf8.h"
#include "indexer/source/charset.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxCharsetBytes = 60;
constexpr std::string_view kSpace = " \t\r\n";

struct EncodedWord {
  std::string charset;
  std::string bytes;
  std::size_t length = 0;  // in the field
};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string decode_q(std::string_view text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '=' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) i += 2;
    bytes += low >= 0 ? static_cast<char>(high * 16 + low) : text[i] == '_' ? ' ' : text[i];
  }
  return bytes;
}

std::string decode_b(std::string_view text) {
  std::string bytes(text.size() + 3, '\0');
  gint state = 0;
  guint saved = 0;
  bytes.resize(g_base64_decode_step(text.data(), text.size(), reinterpret_cast<guchar*>(bytes.data()), &state,
                                    &saved));
  return bytes;
}

// The encoded word that `text` begins with.
std::optional<EncodedWord> read_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t mark = text.substr(0, kMaxCharsetBytes).find('?', 2);
  if (mark == std::string_view::npos || mark + 2 >= text.size() || text[mark + 2] != '?') return std::nullopt;
  const std::size_t begin = mark + 3;
  const std::size_t end = text.find("?=", begin);
  const char encoding = static_cast<char>(text[mark + 1] | 0x20);
  if (end == std::string_view::npos || (encoding != 'q' && encoding != 'b')) return std::nullopt;
  const std::string_view charset = text.substr(2, mark - 2);
  const std::string_view content = text.substr(begin, end - begin);
  // A language may stand after "*" (RFC 2231).
  return EncodedWord{ascii_lower(charset.substr(0, charset.find('*'))),
                     encoding == 'q' ? decode_q(content) : decode_b(content), end + 2};
}

bool is_known(const std::string& charset) {
  const iconv_t converter = iconv_open("UTF-8", charset.c_str());
  if (converter == reinterpret_cast<iconv_t>(-1)) return false;
  iconv_close(converter);
  return true;
}

std::string decode(const std::string& bytes, const std::string& charset, const std::string& charset_of_mail) {
  auto decoded = decode_text(bytes, is_known(charset) ? charset : charset_of_mail, {});
  const auto* text = std::get_if<DecodedText>(&decoded);
  return text != nullptr ? text->text : repair_utf8(bytes);
}

std::string as_utf8_word(const std::string& text) {
  const std::unique_ptr<char, decltype(&g_free)> encoded(
      g_base64_encode(reinterpret_cast<const guchar*>(text.data()), text.size()), g_free);
  return "=?utf-8?b?" + std::string(encoded.get()) + "?=";
}

// Takes the words that `field` begins with off it. White space between them is none of the text; neighbours
// of one charset are one word.
std::vector<EncodedWord> take_run(std::string_view& field) {
  std::vector<EncodedWord> run;
  std::size_t gap = 0;
  while (auto word = read_word(field.substr(gap))) {
    field.remove_prefix(gap + word->length);
    gap = std::min(field.find_first_not_of(kSpace), field.size());
    // Words of ISO-2022-JP are whole, and an escape right after another is a fault.
    const bool may_be_cut = !word->charset.starts_with("iso-2022");
    if (may_be_cut && !run.empty() && run.back().charset == word->charset) {
      run.back().bytes += word->bytes;
    } else {
      run.push_back(*std::move(word));
    }
  }
  return run;
}

}  // namespace

std::string replace_encoded_words(std::string_view field, const std::string& charset, WordsAs words_as) {
  std::string out;
  while (!field.empty()) {
    const std::vector<EncodedWord> run = take_run(field);
    std::string text;
    for (const EncodedWord& word : run) text += decode(word.bytes, word.charset, charset);
    if (!run.empty()) out += words_as == WordsAs::kText ? text : as_utf8_word(text);
    const std::size_t plain = run.empty() ? 1 : 0;  // of what begins like a word, but is none
    const std::size_t next = std::min(field.find("=?", plain), field.size());
    out += field.substr(0, next);
    field.remove_prefix(next);
  }
  return out;
}

}  // namespace chokepoint
