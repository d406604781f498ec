// SPDX-License-Identifier: GPL-2.0-or-later
// A page as a tree, its nodes in the order of the page: what is inside of node `n` are the nodes [n + 1,
// end). So one loop over the nodes visits them as a walk would, and no walk of ours has a stack of calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/html/tag.h"

namespace chokepoint {

struct HtmlAttribute {
  std::string_view name;  // lower case
  std::string_view value;
};

struct HtmlNode {
  Tag tag = Tag::kOther;
  std::uint32_t parent = 0;  // the root is its own
  std::uint32_t end = 0;
  std::uint32_t first_attribute = 0;
  std::uint32_t attribute_count = 0;
  std::string_view text;  // of a text node: entities resolved, white space as it was; else the element's name
};

// Views refer to the mark-up and to memory that the tree owns. Moving the tree keeps them.
class HtmlTree {
 public:
  using NodeIndex = std::uint32_t;
  static constexpr NodeIndex kRoot = 0;  // <html>; always there

  // Parses what tame_markup() has made, which must outlive the tree; of anything else it may take quadratic
  // time.
  static HtmlTree parse(std::string_view tame_markup);

  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  std::size_t size() const { return nodes_.size(); }
  const HtmlNode& operator[](NodeIndex node) const { return nodes_[node]; }

  // The value of an attribute; empty if it is empty or not there.
  std::string_view attribute(NodeIndex node, std::string_view name) const;
  bool has_attribute(NodeIndex node, std::string_view name) const;

  // The text inside of a node, white space made single spaces; at most `max_bytes` of it.
  std::string text_of(NodeIndex node, std::size_t max_bytes) const;

 private:
  class Arena;
  HtmlTree();
  const HtmlAttribute* find(NodeIndex node, std::string_view name) const;

  std::unique_ptr<Arena> arena_;
  std::vector<HtmlNode> nodes_;
  std::vector<HtmlAttribute> attributes_;
};

}  // namespace chokepoint
