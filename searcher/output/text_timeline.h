// SPDX-License-Identifier: GPL-2.0-or-later
// Counts of years or months as a timeline: the oldest on top, a bar each.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/output/styled_text.h"
#include "searcher/search_results.h"

namespace chokepoint {

// `facet` is the year or the month, its values by time. Periods without articles show as "·"; where more
// than three follow one another, one line says how many. "*" marks the selected ones, "(none)" counts the
// articles without a date that is exact enough. At most `columns` wide.
std::vector<StyledText> timeline_lines(const FacetResult& facet, std::size_t columns);

}  // namespace chokepoint
