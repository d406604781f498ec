// SPDX-License-Identifier: GPL-2.0-or-later
// What each element of a page is by what it says of itself: hidden, a part that is left out, surely article.
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/source/html/block_list.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/page_parts.h"

namespace chokepoint {

struct PageNodes {
  std::vector<NodeMark> marks;
  std::vector<const PagePart*> dropped;  // the part to leave out that begins here; null for most
  std::vector<bool> is_article;          // by tag, role, class or itemprop
};

enum class HiddenText { kLeftOut, kShown };

// Scripts, titles and the like are never text. What the page hides is left out unless it is asked for.
// Vectors have an element for each node. Linear time.
PageNodes judge_nodes(const HtmlTree& tree, const PageParts& parts, HiddenText hidden);

// As above, for text that is all article: what is hidden, and nothing else, is left out.
std::vector<NodeMark> mark_hidden(const HtmlTree& tree, HiddenText hidden);

}  // namespace chokepoint
