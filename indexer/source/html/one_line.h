// SPDX-License-Identifier: GPL-2.0-or-later
// Text of a page made fit for a field: one line, trimmed, of bounded length.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

inline constexpr std::size_t kMaxFieldBytes = 2000;

// White space of any kind made single spaces, control characters left out, cut before a character that would
// pass `max_bytes`. `text` is valid UTF-8.
std::string one_line(std::string_view text, std::size_t max_bytes = kMaxFieldBytes);

}  // namespace chokepoint
