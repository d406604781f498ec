// SPDX-License-Identifier: GPL-2.0-or-later
// The text of a page as a browser without style sheets would lay it out: a block (paragraph, heading, list
// item, row of a table of data, line before a <br>) a line.
//
// White space is made single spaces except in <pre>. Items get "- " or their number in front, the cells of a
// row " | " between them. A table that only lays out the page has no rows: its cells' blocks are lines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/html/html_tree.h"

namespace chokepoint {

struct Block {
  HtmlTree::NodeIndex node = 0;  // the element that the block stands directly in, formatting aside
  std::size_t begin = 0;         // into BlockList::text
  std::size_t end = 0;
  std::uint32_t letters = 0;       // letters and digits; an ideograph counts two
  std::uint32_t link_letters = 0;  // those inside of links to other pages
  std::uint32_t links = 0;
  std::uint32_t marks = 0;   // stops and commas that end a word
  std::uint8_t heading = 0;  // level of a heading, 1 to 6; else 0
  bool is_item = false;      // of a list
  bool begins_with_link = false;
  bool is_row = false;  // of a table of data
  bool is_preformatted = false;
  bool has_gap_before = false;  // a blank line

  // Most of it leads elsewhere: "Read more: ..." may stand before.
  bool is_link() const { return link_letters * 10 >= letters * 7 && links > 0; }
};

// Text that was taken out of the middle of a block, with the node that held it.
struct Inset {
  HtmlTree::NodeIndex node = 0;
  std::size_t block = 0;  // before which block it stood
};

struct BlockList {
  std::string text;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> first_block;  // by node, and one more: of its end
  std::vector<Inset> insets;

  std::string_view text_of(const Block& block) const {
    return std::string_view(text).substr(block.begin, block.end - block.begin);
  }
  // The blocks inside of a node are [first_block[node], first_block[tree[node].end]).
};

// What is to be done with a node.
enum class NodeMark : std::uint8_t {
  kShown,
  kHidden,  // it and all inside of it is not text
  kInset,   // as kHidden, but listed
};

// `marks` has one for each node. Linear time.
BlockList layout_blocks(const HtmlTree& tree, const std::vector<NodeMark>& marks);

}  // namespace chokepoint
