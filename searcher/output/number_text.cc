// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/number_text.h"

#include <array>
#include <charconv>

namespace chokepoint {

std::string score_text(double score) {
  std::array<char, 400> buffer{};  // the greatest double has 309 digits
  const auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), score, std::chars_format::fixed, 2);
  return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

}  // namespace chokepoint
