// SPDX-License-Identifier: GPL-2.0-or-later
// Plain text of mails has its lines broken at a margin. Here a paragraph becomes one line again, so that
// sentences, names and phrases are not cut.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint {

enum class TrailingSpace : std::uint8_t { kKept, kDeleted };  // the parameter DelSp of the content type

// format=flowed (RFC 3676): a line that ends in a space goes on in the next. `text` has LF line ends. Linear.
std::string join_flowed_lines(std::string_view text, TrailingSpace trailing_space);

// Lines that do not say whether they go on: a break is one of the margin if the next word would not have
// fitted before the longest line's end, and no list item, quotation mark or indentation begins after it. Text
// with lines of more than 80 characters, or of less than 50 at most, has no margin and comes back as it is.
// Linear.
std::string join_wrapped_lines(std::string_view text);

}  // namespace chokepoint
