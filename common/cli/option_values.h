// SPDX-License-Identifier: GPL-2.0-or-later
// Reads values of options. `name` is the option's, without dashes; each throws UsageError that says what the
// option takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "common/base/error.h"
#include "common/cli/option_table.h"
#include "common/cli/terminal.h"

namespace chokepoint {

// A value of an option that takes one of several words.
template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};

inline constexpr Choice<When> kWhens[] = {
    {"auto", When::kAuto}, {"always", When::kAlways}, {"never", When::kNever}};

template <typename Value, std::size_t N>
Value choose(const Choice<Value> (&choices)[N], std::string_view name, std::string_view text) {
  std::string accepted;
  for (const Choice<Value>& choice : choices) {
    if (choice.name == text) return choice.value;
    accepted += (accepted.empty() ? "" : ", ") + std::string(choice.name);
  }
  throw UsageError(flag(name) + " is one of " + accepted + ", not " + in_quotes(text));
}

// A decimal number from `low` to `high`, both included.
std::int64_t parse_number(std::string_view name, std::string_view text, std::int64_t low = 0,
                          std::int64_t high = std::numeric_limits<std::int64_t>::max());

}  // namespace chokepoint
