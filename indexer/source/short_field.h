// SPDX-License-Identifier: GPL-2.0-or-later
// Fields that are shown on one line and may become terms: titles, names, addresses, dates.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// `text`, valid UTF-8, with each run of white space as one space, none at the ends, and cut at 2,000 bytes.
std::string short_field(std::string_view text);

// "Jane Doe" of "jane@example.org (Jane Doe)" and of "Jane Doe <jane@example.org>"; other text as it is.
std::string person_name(std::string_view text);

}  // namespace chokepoint
