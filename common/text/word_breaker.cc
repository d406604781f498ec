// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/word_breaker.h"

#include <memory>
#include <stdexcept>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "common/text/word_characters.h"

namespace chokepoint {
namespace {

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status))
    throw std::runtime_error(std::string("ICU cannot ") + what + ": " + u_errorName(status));
}

// Making an iterator loads rules and dictionaries, about a millisecond, and setText changes it: so one a
// thread, made once.
icu::BreakIterator& thread_iterator() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    check(status, "break words");
    return made;
  }();
  return *iterator;
}

bool holds_known_characters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const WordCharacter c = word_character(text, at);
    if (c.word_class == WordClass::kUnknown) return false;
    at += c.length;
  }
  return true;
}

bool is_class_at(std::string_view text, std::size_t at, WordClass word_class) {
  return at < text.size() && word_character(text, at).word_class == word_class;
}

// Where the run of letters, digits and underscores ends that goes on at `at`, with what stands between two
// letters or two digits (rules WB5 to WB13b). `last` is the class before `at`.
std::size_t word_end(std::string_view text, std::size_t at, WordClass last) {
  while (at < text.size()) {
    const WordCharacter c = word_character(text, at);
    switch (c.word_class) {
      case WordClass::kLetter:
      case WordClass::kDigit:
      case WordClass::kUnderscore:
        last = c.word_class;
        break;
      case WordClass::kMid:
        if (last == WordClass::kUnderscore || !is_class_at(text, at + c.length, last)) return at;
        break;
      case WordClass::kMidNumber:
        if (last != WordClass::kDigit || !is_class_at(text, at + c.length, last)) return at;
        break;
      default:
        return at;
    }
    at += c.length;
  }
  return at;
}

// The piece of a text of known characters that begins at `begin`; the rules that are left keep spaces
// together, and a line end of two characters.
Segment known_segment(std::string_view text, std::size_t begin) {
  const WordCharacter first = word_character(text, begin);
  std::size_t end = begin + first.length;
  switch (first.word_class) {
    case WordClass::kLetter:
    case WordClass::kDigit:
      return {begin, word_end(text, end, first.word_class), true};
    case WordClass::kUnderscore:  // ICU: one alone is no word
      end = word_end(text, end, WordClass::kUnderscore);
      return {begin, end, end > begin + 1};
    case WordClass::kSpace:
      while (is_class_at(text, end, WordClass::kSpace)) ++end;
      return {begin, end, false};
    case WordClass::kCarriageReturn:
      return {begin, text.substr(end).starts_with('\n') ? end + 1 : end, false};
    default:
      return {begin, end, false};
  }
}

}  // namespace

void break_words(std::string_view text, std::size_t base, std::vector<Segment>& out) {
  if (!holds_known_characters(text)) return break_words_by_icu(text, base, out);
  for (std::size_t at = 0; at < text.size();) {
    const Segment segment = known_segment(text, at);
    out.push_back({base + segment.begin, base + segment.end, segment.is_word});
    at = segment.end;
  }
}

void break_words_by_icu(std::string_view text, std::size_t base, std::vector<Segment>& out) {
  if (text.empty()) return;
  UErrorCode status = U_ZERO_ERROR;
  UText utext = UTEXT_INITIALIZER;
  utext_openUTF8(&utext, text.data(), static_cast<std::int64_t>(text.size()), &status);
  check(status, "open a text");
  icu::BreakIterator& iterator = thread_iterator();
  iterator.setText(&utext, status);
  check(status, "set a text");
  std::int32_t begin = iterator.first();
  for (std::int32_t end = iterator.next(); end != icu::BreakIterator::DONE;
       begin = end, end = iterator.next()) {
    out.push_back({base + static_cast<std::size_t>(begin), base + static_cast<std::size_t>(end),
                   iterator.getRuleStatus() >= UBRK_WORD_NONE_LIMIT});
  }
  utext_close(&utext);
}

}  // namespace chokepoint
