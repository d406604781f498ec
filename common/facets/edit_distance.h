// SPDX-License-Identifier: GPL-2.0-or-later
// How far two spellings are apart, for "did you mean" hints.
#pragma once

#include <cstddef>
#include <string_view>

namespace chokepoint {

// The number of bytes to insert, delete, replace or swap with their neighbour that turn `a` into `b`;
// any number above `limit` is given as `limit + 1`. Costs O(limit * length).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// As above, of code points.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b, std::size_t limit);

}  // namespace chokepoint
