// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/option_values.h"

#include <charconv>

namespace chokepoint {

std::int64_t parse_number(std::string_view name, std::string_view text, std::int64_t low, std::int64_t high) {
  // Signed, so that "-1" is an error and not a huge number.
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_bounded = high != std::numeric_limits<std::int64_t>::max();
  if (error == std::errc::result_out_of_range && !is_bounded && !text.starts_with('-'))
    throw UsageError(flag(name) + " is too large: " + in_quotes(text));
  if (error != std::errc() || end != text.data() + text.size() || number < low || number > high) {
    throw UsageError(flag(name) + (is_bounded ? " is a whole number from " : " is a number from ") +
                     std::to_string(low) + (is_bounded ? " to " + std::to_string(high) : " on") + ", not " +
                     in_quotes(text));
  }
  return number;
}

}  // namespace chokepoint
