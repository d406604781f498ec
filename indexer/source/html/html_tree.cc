// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/html_tree.h"

#include <algorithm>
#include <string>
#include <utility>

#include <gumbo.h>

#include "common/base/utf8.h"
#include "indexer/source/short_field.h"

namespace chokepoint {

// All that gumbo allocates, given back at once: gumbo's own way to give it back is recursive.
class HtmlTree::Arena {
 public:
  void* allocate(std::size_t size) {
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    if (size > left_) grow(size);
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);
  static constexpr std::size_t kFirstChunk = std::size_t{64} * 1024;
  static constexpr std::size_t kLastChunk = std::size_t{4} * 1024 * 1024;

  void grow(std::size_t size) {
    const std::size_t chunk = std::max(size, chunk_size_);
    chunk_size_ = std::min(chunk_size_ * 2, kLastChunk);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    next_ = chunks_.back().get();
    left_ = chunk;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_size_ = kFirstChunk;
  char* next_ = nullptr;
  std::size_t left_ = 0;
};

namespace {

bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE;
}

// Lower case; without the "x-" that tame_markup() puts before the names of elements that are to have no
// rules.
std::string_view name_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  const std::string_view whole(name.data, name.length);
  return whole.starts_with("x-") ? whole.substr(2) : whole;
}

}  // namespace

HtmlTree::HtmlTree() : arena_(std::make_unique<Arena>()) {}
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

HtmlTree HtmlTree::parse(std::string_view tame_markup) {
  HtmlTree tree;
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = tree.arena_.get();
  options.allocator = [](void* arena, std::size_t size) {
    return static_cast<Arena*>(arena)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.max_errors = 0;
  const GumboOutput* output = gumbo_parse_with_options(&options, tame_markup.data(), tame_markup.size());

  struct Open {
    const GumboNode* node;
    unsigned next_child;
    NodeIndex index;
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode& node) {
    const GumboElement& element = node.v.element;
    const auto index = static_cast<NodeIndex>(tree.nodes_.size());
    HtmlNode entered;
    entered.text = name_of(element);
    entered.tag = tag_of(entered.text);
    entered.parent = open.empty() ? kRoot : open.back().index;
    entered.first_attribute = static_cast<std::uint32_t>(tree.attributes_.size());
    entered.attribute_count = element.attributes.length;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      tree.attributes_.push_back({attribute->name, attribute->value});
    }
    tree.nodes_.push_back(entered);
    open.push_back({&node, 0, index});
  };
  enter(*output->root);
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector& children = top.node->v.element.children;
    if (top.next_child == children.length) {
      tree.nodes_[top.index].end = static_cast<NodeIndex>(tree.nodes_.size());
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[top.next_child++]);
    if (is_element(child)) {
      enter(child);
    } else if (is_text(child)) {
      const auto after = static_cast<NodeIndex>(tree.nodes_.size() + 1);
      tree.nodes_.push_back({Tag::kText, top.index, after, 0, 0, child.v.text.text});
    }
  }
  return tree;
}

const HtmlAttribute* HtmlTree::find(NodeIndex node, std::string_view name) const {
  const HtmlAttribute* const first = attributes_.data() + nodes_[node].first_attribute;
  const HtmlAttribute* const last = first + nodes_[node].attribute_count;
  const auto* const found =
      std::find_if(first, last, [&](const HtmlAttribute& each) { return each.name == name; });
  return found == last ? nullptr : found;
}

std::string_view HtmlTree::attribute(NodeIndex node, std::string_view name) const {
  const HtmlAttribute* const found = find(node, name);
  return found == nullptr ? std::string_view{} : found->value;
}

bool HtmlTree::has_attribute(NodeIndex node, std::string_view name) const {
  return find(node, name) != nullptr;
}

std::string HtmlTree::text_of(NodeIndex node, std::size_t max_bytes) const {
  std::string text;
  for (NodeIndex i = node; i < nodes_[node].end && text.size() <= max_bytes; ++i) {
    if (nodes_[i].tag != Tag::kText) {
      if (is_block(nodes_[i].tag) || nodes_[i].tag == Tag::kBr) text += ' ';
      continue;
    }
    text += utf8_prefix(nodes_[i].text, 2 * max_bytes);
  }
  return short_field(text, max_bytes);
}

}  // namespace chokepoint
