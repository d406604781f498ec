// SPDX-License-Identifier: GPL-2.0-or-later
// Who else printed an article: the line below a result that stands for several.
#pragma once

#include <cstddef>
#include <vector>

#include "common/article/article.h"
#include "searcher/output/styled_text.h"

namespace chokepoint {

inline constexpr std::size_t kMostCopiesNamed = 8;

// "also 4 copies: Example Wire (2), Northern Post, example.org": by publisher, else by the host of the
// address, else by id, in the order of `copies`, at most kMostCopiesNamed of them. Empty if there are none.
StyledText copies_line(const std::vector<Article>& copies);

}  // namespace chokepoint
