// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the article among the blocks of a page: what is text and no link, close together, and not in a part
// that is called menu, sidebar or comments. In any language: nothing here knows a word but page_parts.tsv,
// which knows names of classes.
//
// When in doubt a block is kept: indexer/clean looks at the lines afterwards.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/source/html/block_list.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/page_nodes.h"

namespace chokepoint {

inline constexpr std::size_t kNoBlock = static_cast<std::size_t>(-1);

// What the page's metadata say of the article; empty if they say nothing.
struct PageClues {
  std::string_view title;           // of the article
  std::string_view document_title;  // <title>: may begin with the article's and end with the site's
  std::string_view body;            // the text of the article
};

// The rule of what was left out because it stands elsewhere than the article.
inline constexpr std::string_view kOutsideArticle = "outside-article";
// Of lines of links at the article's edges.
inline constexpr std::string_view kLinkList = "link-list";

struct MainContent {
  // By block: why it is left out; empty: kept. The views are into the table of parts, or literals.
  std::vector<std::string_view> rules;
  std::size_t headline = kNoBlock;  // the block that is the article's title
  bool is_found = false;            // else all that is visible is kept, menus and footers aside
};

// Linear time.
MainContent find_main_content(const HtmlTree& tree, const PageNodes& nodes, const BlockList& blocks,
                              const PageClues& clues);

}  // namespace chokepoint
