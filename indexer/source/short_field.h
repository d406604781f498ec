// SPDX-License-Identifier: GPL-2.0-or-later
// Fields that are shown on one line and may become terms: titles, names, addresses, dates.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

inline constexpr std::size_t kMaxFieldBytes = 2000;

// `text`, valid UTF-8, with each run of white space of any kind as one space and none at the ends,
// cut before a character that would pass `max_bytes`. Other control characters stay: what shows a field
// escapes them.
std::string short_field(std::string_view text, std::size_t max_bytes = kMaxFieldBytes);

// "Jane Doe" of "jane@example.org (Jane Doe)" and of "Jane Doe <jane@example.org>"; other text as it is.
std::string person_name(std::string_view text);

}  // namespace chokepoint
