// SPDX-License-Identifier: GPL-2.0-or-later
// How often each letter occurs in each of forty languages: what a text must look like if it was decoded by
// the right encoding.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace chokepoint {

// Languages that share their old encodings.
enum class LetterGroup : std::uint8_t {
  kWestern,
  kCentral,
  kTurkish,
  kBaltic,
  kCyrillic,
  kGreek,
  kHebrew,
  kArabic,
  kThai,
  kChinese,
  kJapanese,
  kKorean,
};

struct LanguageLetters {
  std::string_view language;  // BCP 47
  LetterGroup group;
  std::u32string_view letters;  // lower case, the most frequent first; of Chinese and Korean the first 700
  std::string_view costs;       // of each letter: '0' + 2 * -log2(its share of all letters)
};

std::span<const LanguageLetters> language_letters();

}  // namespace chokepoint
