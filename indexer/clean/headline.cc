// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/headline.h"

#include "common/base/utf8.h"
#include "indexer/clean/boilerplate.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxSentenceBytes = 400;
constexpr std::size_t kMaxHeadlineBytes = 400;

// "## Title", "**Title**": Markdown's marks are no part of the headline.
std::string_view without_markdown(std::string_view text) {
  const std::size_t begin = text.find_first_not_of("# ");
  if (begin != text.npos && text.front() == '#') text.remove_prefix(begin);
  while (text.size() > 4 && text.starts_with("**") && text.ends_with("**")) {
    text = trim(text.substr(2, text.size() - 4));
  }
  return trim(text);
}

bool is_sentence_end(std::string_view text, std::size_t end) {
  if (!ends_like_sentence(text.substr(0, end))) return false;
  const std::string_view head = text.substr(0, end);
  if (head.ends_with("。") || head.ends_with("！") || head.ends_with("？")) return true;
  if (end == text.size()) return true;
  const std::size_t next = text.find_first_not_of(" \t\n", end);
  if (next == end) return false;
  if (next == text.npos) return true;
  // "Mr. Lee", "No. 5": what is three letters or fewer with a capital before the stop is an abbreviation.
  const std::size_t space = text.find_last_of(" \t\n", end - 1);
  const std::string_view word =
      text.substr(space == text.npos ? 0 : space + 1, end - (space == text.npos ? 0 : space + 1));
  if (word.size() <= 4 && word.ends_with('.') && word[0] >= 'A' && word[0] <= 'Z') return false;
  return !is_lower_case(decode_utf8(text, next).value);
}

// Skips everything that a title's spelling may differ in; false at the end.
bool next_letter(std::string_view text, std::size_t& at, char32_t& letter) {
  while (at < text.size()) {
    const DecodedCodePoint c = decode_utf8(text, at);
    at += c.length;
    if (!is_word_character(c.value)) continue;
    letter = c.value;
    return true;
  }
  return false;
}

}  // namespace

std::optional<Headline> read_headline(const PageLine& line, const BoilerplatePhrases& phrases) {
  const std::string_view head = utf8_prefix(line.text, kMaxHeadlineBytes);
  const std::size_t glue = phrases.match(ascii_lower(head)).find_glue();
  if (glue != head.npos && count_words(head.substr(0, glue)) >= 3 &&
      count_words(head.substr(0, glue)) <= 30) {
    const std::string_view title = trim(line.text.substr(0, glue));
    return Headline{std::string(without_markdown(title)), trim(line.text.substr(glue))};
  }
  const bool short_line = line.words >= 1 && line.words < 3 && !line.ends_sentence && !line.list_item;
  const bool marked = line.text.starts_with("# ");
  if (line.text.size() > kMaxHeadlineBytes || !(is_headline_like(line) || short_line || marked))
    return std::nullopt;
  return Headline{std::string(without_markdown(line.text)), {}};
}

std::string first_sentence(std::string_view text) {
  const std::string_view head = trim(utf8_prefix(text, kMaxSentenceBytes));
  for (std::size_t at = 0; at < head.size();) {
    const DecodedCodePoint c = decode_utf8(head, at);
    at += c.length;
    if (c.value == U'\n') return std::string(trim(head.substr(0, at)));
    const bool mark = c.value == U'.' || c.value == U'!' || c.value == U'?' || c.value == U'。' ||
                      c.value == U'！' || c.value == U'？' || c.value == U'।';
    if (!mark) continue;
    std::size_t end = at;
    for (const std::string_view quote : {"\"", "”", "’", "»", "」", "）", ")"}) {
      if (head.substr(end).starts_with(quote)) end += quote.size();
    }
    if (is_sentence_end(head, end)) return std::string(head.substr(0, end));
  }
  if (head.size() == trim(text).size()) return std::string(head);
  const std::size_t space = head.find_last_of(" \t");
  return std::string(trim(head.substr(0, space)));
}

bool is_same_title(std::string_view left, std::string_view right) {
  const std::string folded_left = fold_line(left);
  const std::string folded_right = fold_line(right);
  std::size_t at_left = 0;
  std::size_t at_right = 0;
  for (;;) {
    char32_t a = 0;
    char32_t b = 0;
    const bool more_left = next_letter(folded_left, at_left, a);
    const bool more_right = next_letter(folded_right, at_right, b);
    if (!more_left || !more_right) return more_left == more_right;
    if (a != b) return false;
  }
}

}  // namespace chokepoint
