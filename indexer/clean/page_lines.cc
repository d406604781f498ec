// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/page_lines.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "common/base/ascii.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

UChar32 to_icu(char32_t c) {
  return static_cast<UChar32>(c);
}

// Straight quotes and plain dashes, so that one spelling of a phrase matches all.
char32_t fold_code_point(char32_t c) {
  switch (c) {
    case U'\u2018':
    case U'\u2019':
    case U'\u02BC':
      return U'\'';
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
      return U'"';
    case U'\uFF1A':
      return U':';
    default:
      return static_cast<char32_t>(u_foldCase(to_icu(c), U_FOLD_CASE_DEFAULT));
  }
}

// What may stand at the beginning of a meaningful line although it is no letter or digit.
bool opens_text(char32_t c) {
  return is_word_character(c) || c == U'"' || c == U'\'' || c == U'(' || c == U'[' || c == U'<' ||
         c == U'@' || c == U'\u00A9' || c == U'$' || c == U'\u20AC' || c == U'\u00A3' || c == U'\u00AB' ||
         c == U'\u00BF';
}

void remove_leading_decoration(std::string& text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const DecodedCodePoint c = decode_utf8(text, begin);
    if (opens_text(c.value)) break;
    begin += c.length;
  }
  text.erase(0, begin);
}

void remove_trailing_decoration(std::string& text) {
  text.resize(text.find_last_not_of(" *_=~#|\\-") + 1);
}

// ASCII that fold_line() only lowers.
constexpr std::array<bool, 256> kIsPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = '!'; c <= '~'; ++c) plain[c] = c != '*' && c != '_' && c != ':';
  return plain;
}();

constexpr std::array<bool, 128> kIsAsciiWhite = [] {
  std::array<bool, 128> white{};
  for (const char c : {' ', '\t', '\n', '\v', '\f', '\r'}) white[static_cast<std::size_t>(c)] = true;
  return white;
}();

bool is_plain(char c) {
  return kIsPlain[static_cast<unsigned char>(c)];
}

// The end of the run of plain characters with single spaces between them that begins at `at`.
std::size_t plain_run_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_plain(text[at]) || (text[at] == ' ' && at > 0 && is_plain(text[at - 1]))))
    ++at;
  return at;
}

bool is_list_item(std::string_view text) {
  for (const std::string_view bullet :
       {"- ", "* ", "+ ", "• ", "•", "◦ ", "▪ ", "■ ", "● ", "– ", "· ", "♦ ", "► ", "→ "}) {
    if (text.starts_with(bullet)) return true;
  }
  std::size_t digits = 0;
  while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return digits > 0 && digits + 1 < text.size() && (text[digits] == '.' || text[digits] == ')') &&
         text[digits + 1] == ' ';
}

// The last word before a final stop says whether the stop belongs to it: "U.S.", "Inc.", "J.".
bool ends_with_abbreviation(std::string_view text) {
  const std::string_view without_stop = text.substr(0, text.size() - 1);
  const std::size_t space = without_stop.find_last_of(" \t(");
  const std::string_view word =
      space == std::string_view::npos ? without_stop : without_stop.substr(space + 1);
  const std::size_t inner = word.find('.');
  const bool initials = inner != std::string_view::npos && inner <= 2 && word.size() <= 6;
  return initials || (word.size() == 1 && word[0] >= 'A' && word[0] <= 'Z');
}

PageLine make_line(std::string_view text, bool blank_before) {
  PageLine line;
  line.text = text;
  line.folded = fold_line(utf8_prefix(text, kFoldedBytes));
  line.words = count_words(text);
  line.blank_before = blank_before;
  line.list_item = is_list_item(text);
  line.ends_sentence = ends_like_sentence(text);
  return line;
}

}  // namespace

bool is_word_character_beyond_ascii(char32_t c) {
  const auto type = u_charType(to_icu(c));
  return u_isalnum(to_icu(c)) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF && u_isalpha(to_icu(c))) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_upper_case_beyond_ascii(char32_t c) {
  return u_isupper(to_icu(c));
}
bool is_lower_case(char32_t c) {
  return u_islower(to_icu(c));
}

std::string fold_line(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t end = plain_run_end(text, at); end > at) {
      folded.append(text, at, end - at);
      std::transform(folded.end() - static_cast<std::ptrdiff_t>(end - at), folded.end(),
                     folded.end() - static_cast<std::ptrdiff_t>(end - at), to_ascii_lower);
      at = end;
      continue;
    }
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (c.value == U'*' || (c.value == U'_' && (folded.empty() || folded.back() == ' ' || at == text.size())))
      continue;
    if (c.value == 0x200B || c.value == 0xAD || c.value == 0xFEFF) continue;
    if (is_white_space(c.value)) {
      if (!folded.empty() && folded.back() != ' ') folded += ' ';
    } else {
      const char32_t plain = fold_code_point(c.value);
      // French sets a space before the colon.
      if (plain == U':' && folded.ends_with(' ')) folded.pop_back();
      append_utf8(plain, folded);
    }
  }
  remove_leading_decoration(folded);
  remove_trailing_decoration(folded);
  return folded;
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  std::size_t ideographs = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      const bool solid = !kIsAsciiWhite[byte];
      words += static_cast<std::size_t>(solid && !inside);
      inside = solid;
      ++at;
      continue;
    }
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (is_ideograph(c.value)) {
      ++ideographs;
      inside = false;
    } else {
      const bool space = is_white_space(c.value);
      // The full-width punctuation between ideographs is no word.
      words += !space && !inside && (c.value < 0x3000 || c.value > 0xFFEF);
      inside = !space;
    }
  }
  return words + (ideographs + 1) / 2;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = text.find_first_not_of(" \t");
  while (begin != std::string_view::npos) {
    const std::size_t end = text.find_first_of(" \t", begin);
    words.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(" \t", end);
  }
  return words;
}

bool is_web_address(std::string_view token) {
  if (token.find_first_of(" \t") != std::string_view::npos) return false;
  if (token.starts_with("<") && token.ends_with(">")) token = token.substr(1, token.size() - 2);
  for (const std::string_view scheme : {"https://", "http://", "www."}) {
    if (token.size() > scheme.size() + 3 && token.starts_with(scheme)) return true;
  }
  return false;
}

bool ends_like_sentence(std::string_view text) {
  for (bool closing = true; closing && !text.empty();) {
    closing = false;
    for (const std::string_view mark :
         {"\"", "'", ")", "]", "*", "_", " ", "”", "’", "»", "」", "』", "）", "“"}) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      closing = true;
    }
  }
  if (text.ends_with("。") || text.ends_with("！") || text.ends_with("？") || text.ends_with("।"))
    return true;
  if (text.ends_with('!') || text.ends_with('?')) return true;
  return text.ends_with('.') && !text.ends_with("...") && !ends_with_abbreviation(text);
}

std::vector<PageLine> split_lines(std::string_view text) {
  std::vector<PageLine> lines;
  bool blank = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = trim(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (!line.empty()) lines.push_back(make_line(line, blank));
    blank = line.empty();
  }
  return lines;
}

}  // namespace chokepoint
