// SPDX-License-Identifier: GPL-2.0-or-later
// A table of two facets laid out for reading.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/output/styled_text.h"
#include "searcher/search_results.h"

namespace chokepoint {

// The table, its zeros shown as "·" and its largest counts bold. Beside the names and below them stands how
// many articles have the value at all ("all"; an article may have several, so it is no sum). Where the
// column names do not fit side by side they stand on steps, and if even that is wider than `columns`, the
// table comes in bands, one below the other.
std::vector<StyledText> cross_lines(const CrossTable& cross, std::size_t columns);

}  // namespace chokepoint
