// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/plain_words.h"

#include <algorithm>

#include "common/text/word_characters.h"

namespace chokepoint {
namespace {

WordClass class_at(std::string_view text, std::size_t at) {
  return word_character(text, at).word_class;
}

template <bool (*kIsPart)(char)>
std::size_t run_end(std::string_view text, std::size_t begin) {
  const std::size_t limit = std::min(text.size(), begin + kMaxPlainWordBytes);
  std::size_t end = begin;
  while (end < limit && kIsPart(text[end])) ++end;
  return end;
}

// Words or what may belong to one: letters, digits, underscores, and whatever ICU has to judge.
bool continues_word(WordClass word_class) {
  return word_class == WordClass::kLetter || word_class == WordClass::kDigit ||
         word_class == WordClass::kUnderscore || word_class == WordClass::kUnknown;
}

// Hyphens, ampersands, "++" and "#" tie words together by the Analyzer's rules.
bool is_tie(std::string_view text) {
  return text.starts_with('-') || text.starts_with('&') || text.starts_with('+') || text.starts_with('#') ||
         text.starts_with("\u2010") || text.starts_with("\u2011");
}

// True if nothing is tied to a word of letters or digits that ends at `end`, and it goes no further.
bool is_free_behind(std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  const WordCharacter behind = word_character(text, end);
  if (continues_word(behind.word_class)) return false;
  const std::size_t next = end + behind.length;
  switch (behind.word_class) {
    case WordClass::kSpace:
      return next == text.size() || text[next] != '&';
    case WordClass::kMid:
    case WordClass::kMidNumber:
      return next == text.size() || !continues_word(class_at(text, next));
    default:
      return !is_tie(text.substr(end));
  }
}

// A lone "e" may make one word with the next: "e mail".
bool may_join_next(std::string_view word) {
  return word == "e" || word == "E";
}

// The end of the plain word that begins at `begin`, a boundary; 0 if there is none.
std::size_t plain_word_end(std::string_view text, std::size_t begin) {
  const std::size_t end = is_ascii_digit(text[begin]) ? run_end<is_ascii_digit>(text, begin)
                                                      : run_end<is_ascii_letter>(text, begin);
  if (end == begin) return 0;
  const bool is_plain = is_free_behind(text, end) && !may_join_next(text.substr(begin, end - begin));
  return is_plain ? end : 0;
}

std::size_t spaces_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// Where the separators end that begin at `at`, a boundary. Those before a character that ICU has to judge,
// such as a mark that combines with them, are left.
std::size_t separators_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const WordCharacter c = word_character(text, at);
    if (continues_word(c.word_class)) return at;
    std::size_t end = at + c.length;
    if (c.word_class == WordClass::kSpace) end = spaces_end(text, end);
    if (end < text.size() && text[end - 1] != '\n' && class_at(text, end) == WordClass::kUnknown) return at;
    at = end;
  }
  return at;
}

// True if a rule looks across the space at `at` ("A & B", "e mail"), or might.
bool is_looked_across(std::string_view text, std::size_t at) {
  const char before = text[at - 1];
  const bool is_lone = at < 2 || !is_ascii_letter_or_digit(text[at - 2]);
  return before == '&' || text.substr(at).starts_with(" &") || (is_lone && (before == 'e' || before == 'E'));
}

// There are two kinds of boundaries that need no look around: behind a line end, and between a character of
// ASCII and a space. What ICU has to judge is not parted from more of it, as each call of ICU costs as much
// as some words.
bool is_cut(std::string_view text, std::size_t at) {
  const char before = text[at - 1];
  if (before == '\n') return true;
  if (text[at] != ' ' || before == ' ' || static_cast<unsigned char>(before) >= 0x80) return false;
  const bool is_before_unknown = at + 1 < text.size() && class_at(text, at + 1) == WordClass::kUnknown;
  return !is_before_unknown && !is_looked_across(text, at);
}

std::size_t stretch_end(std::string_view text, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < text.size() && !is_cut(text, end)) ++end;
  return end;
}

}  // namespace

std::optional<TextPiece> next_piece(std::string_view text, std::size_t at) {
  const std::size_t begin = separators_end(text, at);
  if (begin == text.size()) return std::nullopt;
  if (const std::size_t end = plain_word_end(text, begin); end != 0) return TextPiece{begin, end, true};
  return TextPiece{begin, stretch_end(text, begin), false};
}

}  // namespace chokepoint
