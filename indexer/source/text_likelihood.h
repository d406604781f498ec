// SPDX-License-Identifier: GPL-2.0-or-later
// How likely a decoded text is to be text, in bits of surprise.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/source/letter_frequencies.h"

namespace chokepoint {

// What a text is made of, counted once, to be compared with many languages.
class TextProfile {
 public:
  explicit TextProfile(std::string_view utf8);

  struct Fit {
    std::string_view language;
    double bits = 0;     // of surprise at what counted() counts; the less, the likelier
    double against = 0;  // bits by which the ASCII letters speak for another language
  };
  // The language of these groups in which the text is least surprising, by the sum of both. `groups` must not
  // be empty.
  Fit best_fit(const std::vector<LetterGroup>& groups) const;

  // What bits are counted of: letters, signs and faults outside of ASCII. What is ASCII is the same in each
  // encoding; its letters say only which language is likely.
  std::size_t counted() const { return counted_; }
  std::size_t outside_ascii() const { return outside_ascii_; }

 private:
  enum class LastWord : std::uint8_t { kNone, kLatin, kOther };

  void begin_word(char32_t first);
  void add_letter(char32_t letter, char32_t previous);
  void count_letters();

  std::vector<char32_t> letters_;                         // outside of ASCII, lower case
  std::vector<std::pair<char32_t, std::size_t>> counts_;  // the same, counted
  std::array<std::size_t, 26> ascii_letters_{};
  LastWord last_word_ = LastWord::kNone;
  double shape_bits_ = 0;  // whatever the language
  std::size_t counted_ = 0;
  std::size_t outside_ascii_ = 0;
};

}  // namespace chokepoint
