// SPDX-License-Identifier: GPL-2.0-or-later
// Bars of block characters, exact to an eighth of a column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace chokepoint {

// A bar of `count` against `most`, which takes all `columns`; what is not nothing shows at least an eighth
// of a column.
std::string bar(std::uint64_t count, std::uint64_t most, std::size_t columns);

}  // namespace chokepoint
