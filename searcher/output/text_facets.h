// SPDX-License-Identifier: GPL-2.0-or-later
// Facet counts laid out for reading.
#pragma once

#include <cstddef>
#include <vector>

#include "searcher/output/styled_text.h"
#include "searcher/search_results.h"

namespace chokepoint {

// A block a facet, side by side where `columns` is wide enough: value, label, bar and count; "*" before
// the selected values, "+N more" and "(none)" for what is not a shown value. Facets without any article
// are left out. Unless it may be shortened, a value that is too long moves its bar and count. Years and
// months are timelines as wide as `columns`.
std::vector<StyledText> facet_lines(const std::vector<FacetResult>& facets, std::size_t columns,
                                    Shorten shorten);

}  // namespace chokepoint
