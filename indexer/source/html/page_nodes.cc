// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/page_nodes.h"

#include <array>
#include <string>
#include <unordered_map>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

using NodeIndex = HtmlTree::NodeIndex;

// More than an icon's name: a page behind a dialog is aria-hidden, too, and was read all the same.
constexpr std::size_t kMaxIconBytes = 200;

// Text that stands inside of a sentence and may be taken out of it: labels, not clauses.
constexpr std::size_t kMaxInsetBytes = 300;

constexpr auto kNameAttributes = std::to_array<std::string_view>(
    {"class", "id", "aria-label", "data-component", "data-testid", "data-module", "data-qa"});

bool is_never_text(Tag tag) {
  switch (tag) {
    case Tag::kHead:
    case Tag::kTitle:
    case Tag::kMeta:
    case Tag::kLink:
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kTemplate:
    case Tag::kRubyText:
    case Tag::kVideo:
    case Tag::kOption:
      return true;
    default:
      return false;
  }
}

// "display:none" or "visibility:hidden" as a whole declaration.
bool hides(std::string_view style) {
  std::string plain;
  for (const char c : style) {
    if (c != ' ' && c != '\t' && c != '\n') plain += c;
  }
  plain = ascii_lower(plain);
  return plain.find("display:none") != plain.npos || plain.find("visibility:hidden") != plain.npos;
}

class NodeJudge {
 public:
  NodeJudge(const HtmlTree& tree, HiddenText hidden) : tree_(tree), hidden_(hidden) { sum_up(); }

  bool is_hidden(NodeIndex node) const {
    const HtmlNode& each = tree_[node];
    if (each.tag == Tag::kText) return false;
    if (is_never_text(each.tag)) return true;
    if (hidden_ == HiddenText::kShown) return false;
    if (each.tag == Tag::kNoscript) return true;
    if (each.attribute_count == 0) return false;
    if (tree_.has_attribute(node, "hidden")) return tree_.attribute(node, "hidden") != "until-found";
    if (hides(tree_.attribute(node, "style"))) return true;
    return bytes_[node] <= kMaxIconBytes && tree_.attribute(node, "aria-hidden") == "true";
  }

  // An element inside of a line.
  bool is_inset(NodeIndex node) const {
    const Tag tag = tree_[node].tag;
    return !is_block(tag) && !has_block_[node] && bytes_[node] <= kMaxInsetBytes;
  }

 private:
  void sum_up() {
    bytes_.resize(tree_.size());
    has_block_.resize(tree_.size());
    for (auto node = static_cast<NodeIndex>(tree_.size()); node-- > 1;) {
      const HtmlNode& each = tree_[node];
      if (each.tag == Tag::kText) bytes_[node] = each.text.size();
      bytes_[each.parent] += bytes_[node];
      if (has_block_[node] || is_block(each.tag)) has_block_[each.parent] = true;
    }
  }

  const HtmlTree& tree_;
  HiddenText hidden_;
  std::vector<std::size_t> bytes_;  // of text inside
  std::vector<bool> has_block_;     // inside
};

// Looks names up; those of a page repeat.
class NameLookup {
 public:
  explicit NameLookup(const PageParts& parts) : parts_(parts) {}

  const PagePart* find(std::string_view name) {
    const auto [entry, is_new] = known_.try_emplace(name, nullptr);
    if (is_new) entry->second = parts_.find_name(name);
    return entry->second;
  }

 private:
  const PageParts& parts_;
  std::unordered_map<std::string_view, const PagePart*> known_;
};

struct Judgement {
  const PagePart* drop = nullptr;
  bool is_hidden = false;
  bool is_article = false;

  void add(const PagePart* part) {
    if (part == nullptr) return;
    if (part->verdict == PartVerdict::kDrop && drop == nullptr) drop = part;
    is_hidden = is_hidden || part->verdict == PartVerdict::kHide;
    is_article = is_article || part->verdict == PartVerdict::kKeep;
  }
};

// Names before tags: an <aside> that is called newsletter is one.
Judgement judge(const HtmlTree& tree, NodeIndex node, const PageParts& parts, NameLookup& names) {
  Judgement judgement;
  if (tree[node].attribute_count == 0) {
    judgement.add(parts.find_tag(tree[node].text));
    return judgement;
  }
  judgement.add(parts.find_role(tree.attribute(node, "role")));
  judgement.add(parts.find_itemprop(ascii_lower(tree.attribute(node, "itemprop"))));
  for (const std::string_view attribute : kNameAttributes) {
    std::string_view rest = tree.attribute(node, attribute);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" \t\n\r\f"), rest.size());
      if (end > 0) judgement.add(names.find(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  judgement.add(parts.find_tag(tree[node].text));
  return judgement;
}

}  // namespace

PageNodes judge_nodes(const HtmlTree& tree, const PageParts& parts, HiddenText hidden) {
  const NodeJudge node_judge(tree, hidden);
  NameLookup names(parts);
  PageNodes nodes;
  nodes.marks.resize(tree.size(), NodeMark::kShown);
  nodes.dropped.resize(tree.size(), nullptr);
  nodes.is_article.resize(tree.size(), false);
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    const Tag tag = tree[node].tag;
    if (tag == Tag::kText || tag == Tag::kHtml || tag == Tag::kBody) continue;
    if (node_judge.is_hidden(node)) {
      nodes.marks[node] = NodeMark::kHidden;
      continue;
    }
    const Judgement judgement = judge(tree, node, parts, names);
    nodes.is_article[node] = judgement.is_article;
    if (judgement.is_hidden && hidden == HiddenText::kLeftOut) {
      nodes.marks[node] = NodeMark::kHidden;
    } else if (judgement.drop != nullptr && !judgement.is_article) {
      nodes.dropped[node] = judgement.drop;
      // Links and emphasis are words of the sentence, whatever their class says.
      const bool is_wording = tag == Tag::kA || tag == Tag::kFormatting;
      if (!is_wording && node_judge.is_inset(node)) nodes.marks[node] = NodeMark::kInset;
    }
  }
  return nodes;
}

std::vector<NodeMark> mark_hidden(const HtmlTree& tree, HiddenText hidden) {
  const NodeJudge node_judge(tree, hidden);
  std::vector<NodeMark> marks(tree.size(), NodeMark::kShown);
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    if (node_judge.is_hidden(node)) marks[node] = NodeMark::kHidden;
  }
  return marks;
}

}  // namespace chokepoint
