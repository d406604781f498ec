// SPDX-License-Identifier: GPL-2.0-or-later
// Where in a query a fault is, for people at a terminal:
//
//   ban AND contry:CA
//           ^
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

// Two lines: `query`, escaped, and a caret under the character at byte `position`, or behind the last one.
// Neither takes more than `columns` (at least 40) on a terminal: a longer query is cut around the place.
// `query` is UTF-8.
std::vector<std::string> quote_query(std::string_view query, std::size_t position, std::size_t columns);

}  // namespace chokepoint
