// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/word_breaker.h"

#include <memory>
#include <stdexcept>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

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

}  // namespace

void break_words(std::string_view text, std::size_t base, std::vector<Segment>& out) {
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
