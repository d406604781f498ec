// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the article among the blocks of a page: what is text and no link, close together, and not in a part
// that is called menu, sidebar or comments. In any language: nothing here knows a word but page_parts.tsv,
// which knows names of classes.
//
// When in doubt a block is kept: indexer/clean looks at the lines afterwards.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/html/block_list.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/page_nodes.h"

namespace chokepoint {

struct MainContent {
  std::vector<std::string_view>
      rules;              // by block: why it is left out; empty: kept. Refer to PageParts or literals
  bool is_found = false;  // else all that is visible is kept, menus and footers aside
};

// `body` is the text of the article as the page's metadata have it; empty if they have none. Linear time.
MainContent find_main_content(const HtmlTree& tree, const PageNodes& nodes, const BlockList& blocks,
                              std::string_view body);

}  // namespace chokepoint
