// SPDX-License-Identifier: GPL-2.0-or-later
// Positions of a word in an article, as Xapian's glass backend stores them: the last position, the first, how
// many, then those between by interpolative coding (Moffat and Stuiver; Witten, Moffat and Bell, "Managing
// Gigabytes", 2nd edition, section 3.4), with centred minimal binary codes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace chokepoint::glass {

// Appends the code of `positions`, which ascend and are not empty.
void append_position_list(std::span<const std::uint32_t> positions, std::string& out);

}  // namespace chokepoint::glass
