// SPDX-License-Identifier: GPL-2.0-or-later
// Facet counts and cross tables laid out for reading.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/output/styled_text.h"
#include "searcher/search_results.h"

namespace chokepoint {

// A block a facet, side by side where `columns` is wide enough: value, label, bar and count; "*" before
// the selected values, "+N more" and "(none)" for what is not a shown value. Facets without any article
// are left out. Unless it may be shortened, a value that is too long moves its bar and count.
std::vector<StyledText> facet_lines(const std::vector<FacetResult>& facets, std::size_t columns,
                                    Shorten shorten);

// The matrix, in bands one below the other if it is wider than `columns`. Zeros are shown as "·".
std::vector<StyledText> cross_lines(const CrossTable& cross, std::size_t columns);

}  // namespace chokepoint
