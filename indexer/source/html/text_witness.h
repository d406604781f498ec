// SPDX-License-Identifier: GPL-2.0-or-later
// Says whether a paragraph stands in a text, whatever mark-up, white space and punctuation either has: its
// first letters must follow one another in it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace chokepoint {

class TextWitness {
 public:
  // Knows the first kMaxBytes of `text`, which is UTF-8. Linear, but for sorting.
  explicit TextWitness(std::string_view text);

  // Whether it has the beginning of the paragraph, or all of it. False for one with fewer than kWindow
  // letters.
  bool has(std::string_view paragraph) const;
  bool has_all(std::string_view paragraph) const;

  static constexpr std::size_t kMaxBytes = std::size_t{256} * 1024;
  static constexpr std::size_t kWindow = 28;  // bytes of letters and digits

 private:
  bool has_window(std::string_view letters) const;

  std::vector<std::uint64_t> windows_;  // hashes, sorted
};

}  // namespace chokepoint
