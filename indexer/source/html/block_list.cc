// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/block_list.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

using NodeIndex = HtmlTree::NodeIndex;

// A table's row is a row of data, rather than columns of a page, if its cells are about this small.
constexpr std::uint32_t kMaxCellBytes = 600;
constexpr std::uint32_t kMaxCellBlocks = 3;

constexpr std::string_view kBullet = "- ";
constexpr std::string_view kCellMark = " | ";

struct Weight {
  std::uint32_t letters;
  bool is_mark;
};

// Letters of scripts are told by the blocks of Unicode: exact classes would cost as much as the parsing.
Weight weigh(char32_t c) {
  if (c < 0x80) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return {is_letter ? 1U : 0U, c == '.' || c == ',' || c == ';' || c == '!' || c == '?' || c == ':'};
  }
  if (c == 0x3001 || c == 0x3002 || c == 0xFF0C || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == 0x60C ||
      c == 0x61F || c == 0x6D4 || c == 0x964 || c == 0x104B) {
    return {0, true};
  }
  if (c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) || c == kReplacementCharacter) {
    return {0, false};
  }
  return {c >= 0x3040 && (c < 0xFB00 || c >= 0x20000) ? 2U : 1U, false};
}

// Marks of scripts that set no space after a mark count wherever they stand.
bool needs_space_after(char32_t mark) {
  return mark < 0x80;
}

bool is_list(Tag tag) {
  return tag == Tag::kUl || tag == Tag::kOl;
}

// Pages part links of a menu, and dates from what is next to them, by style alone.
bool stand_apart(Tag left, Tag right) {
  return (left == Tag::kA && right == Tag::kA) || left == Tag::kTime || right == Tag::kTime;
}

// An address of "#" alone is a button or has been taken off by whoever saved the page.
bool leads_elsewhere(std::string_view href) {
  href = trim(href);
  return !href.empty() && (href.front() != '#' || href.size() == 1);
}

class Layout {
 public:
  Layout(const HtmlTree& tree, const std::vector<NodeMark>& marks) : tree_(tree), marks_(marks) {}

  BlockList run() {
    find_data_rows();
    list_.first_block.resize(tree_.size() + 1);
    NodeIndex node = 0;
    while (node < tree_.size()) {
      close_before(node);
      if (marks_[node] != NodeMark::kShown) {
        skip(node);
        node = tree_[node].end;
        continue;
      }
      open(node);
      ++node;
    }
    close_before(node);
    end_block();
    list_.first_block[tree_.size()] = block_count();
    return std::move(list_);
  }

 private:
  struct Open {
    NodeIndex node;
    Tag tag;
    bool is_link = false;
    bool is_block = false;
    int number = 0;  // of the next item of an <ol>
  };

  // --- rows of data ---

  // One look at each node from the last to the first, each adding what it has to its parent's.
  void find_data_rows() {
    std::vector<std::uint32_t> blocks(tree_.size());
    std::vector<std::uint32_t> bytes(tree_.size());
    is_data_row_.assign(tree_.size(), false);
    std::vector<std::uint16_t> cells(tree_.size());
    std::vector<bool> has_large_cell(tree_.size());
    for (auto node = static_cast<NodeIndex>(tree_.size()); node-- > 1;) {
      const HtmlNode& each = tree_[node];
      const NodeIndex parent = each.parent;
      if (each.tag == Tag::kText) bytes[node] = static_cast<std::uint32_t>(each.text.size());
      if (each.tag == Tag::kTd) {
        has_large_cell[parent] =
            has_large_cell[parent] || blocks[node] > kMaxCellBlocks || bytes[node] > kMaxCellBytes;
        if (cells[parent] < 1000) ++cells[parent];
      }
      if (each.tag == Tag::kTr) is_data_row_[node] = cells[node] >= 2 && !has_large_cell[node];
      const bool is_structure = each.tag == Tag::kTable || is_heading(each.tag);
      const bool counts = is_block(each.tag) || each.tag == Tag::kBr;
      blocks[parent] += blocks[node] + (is_structure ? kMaxCellBlocks + 1 : counts ? 1U : 0U);
      bytes[parent] += bytes[node];
    }
  }

  // --- the walk ---

  void close_before(NodeIndex node) {
    while (!open_.empty() && tree_[open_.back().node].end <= node) {
      const Open closed = open_.back();
      open_.pop_back();
      link_depth_ -= closed.is_link;
      pre_depth_ -= closed.tag == Tag::kPre;
      time_depth_ -= closed.tag == Tag::kTime;
      closed_tag_ = closed.tag;
      closed_end_ = tree_[closed.node].end;
      if (is_list(closed.tag)) list_ended_ = --list_depth_ == 0;
      if (closed.node == row_) row_ = kNoRow;
      if (closed.is_block) boundary(closed.tag);
      if (closed.tag == Tag::kLi || closed.tag == Tag::kDd) prefix_.clear();
    }
  }

  void skip(NodeIndex node) {
    if (is_block(tree_[node].tag)) boundary(tree_[node].tag);
    list_.first_block[node] = block_count();
    // What is inside has no blocks.
    for (NodeIndex inside = node + 1; inside < tree_[node].end; ++inside) {
      list_.first_block[inside] = block_count();
    }
    if (marks_[node] == NodeMark::kInset) list_.insets.push_back({node, block_count()});
  }

  void open(NodeIndex node) {
    const HtmlNode& each = tree_[node];
    if (each.tag == Tag::kText) {
      list_.first_block[node] = block_count();
      return append_text(each.text);
    }
    Open opened{node, each.tag};
    opened.is_block = is_block(each.tag);
    if (closed_end_ == node && (time_depth_ > 0 || stand_apart(closed_tag_, each.tag))) space_pending_ = true;
    if (opened.is_block) boundary(each.tag);
    list_.first_block[node] = block_count();
    switch (each.tag) {
      case Tag::kBr:
        return break_line();
      case Tag::kA:
        opened.is_link = leads_elsewhere(tree_.attribute(node, "href"));
        if (opened.is_link) {
          ++link_depth_;
          ++block_.links;
        }
        break;
      case Tag::kPre:
        ++pre_depth_;
        break;
      case Tag::kUl:
        ++list_depth_;
        break;
      case Tag::kTime:
        ++time_depth_;
        break;
      case Tag::kOl:
        ++list_depth_;
        opened.number = number_of(node, "start", 1);
        break;
      case Tag::kLi:
        prefix_ = item_prefix(node);
        break;
      case Tag::kTr:
        if (row_ == kNoRow && is_data_row_[node]) row_ = node;
        break;
      case Tag::kTd:
        if (row_ != kNoRow && block_begun_) cell_mark_pending_ = true;
        break;
      default:
        break;
    }
    open_.push_back(opened);
  }

  int number_of(NodeIndex node, std::string_view attribute, int otherwise) const {
    const std::string_view text = trim(tree_.attribute(node, attribute));
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && number >= 0 && number < 100'000
               ? number
               : otherwise;
  }

  std::string item_prefix(NodeIndex item) {
    // The list is next to the item, formatting and custom elements aside.
    for (std::size_t i = open_.size(); i-- > 0 && i + 4 > open_.size();) {
      if (open_[i].tag == Tag::kUl) break;
      if (open_[i].tag != Tag::kOl) continue;
      const int number = number_of(item, "value", open_[i].number);
      open_[i].number = number + 1;
      return std::to_string(number) + ". ";
    }
    return std::string(kBullet);
  }

  // --- lines ---

  // The beginning or end of a block. Inside of a row of data it only parts words.
  void boundary(Tag tag) {
    if (row_ != kNoRow) {
      space_pending_ = true;
      return;
    }
    end_block();
    gap_pending_ = gap_pending_ || is_paragraph_like(tag);
  }

  void break_line() {
    if (row_ != kNoRow) {
      space_pending_ = true;
      return;
    }
    // Two in a row part paragraphs.
    if (!block_begun_) gap_pending_ = true;
    end_block();
  }

  void append_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      at = append_plain(text, at);
      if (at == text.size()) break;
      const DecodedCodePoint c = decode_utf8(text, at);
      at += c.length;
      if (pre_depth_ > 0 && c.value == U'\n') {
        if (!block_begun_) gap_pending_ = true;
        end_block();
        continue;
      }
      if (is_white_space(c.value)) {
        space_pending_ = true;
        if (std::exchange(last_mark_, false)) ++block_.marks;
        continue;
      }
      if (c.value < 0x20 || c.value == 0x7F) continue;
      append(c.value);
    }
  }

  // The ASCII letters at `at`, for most text is that: returns where they end.
  std::size_t append_plain(std::string_view text, std::size_t at) {
    if (!block_begun_ || space_pending_ || cell_mark_pending_ || !has_text_) return at;
    std::size_t end = at;
    while (end < text.size() &&
           ((text[end] >= 'a' && text[end] <= 'z') || (text[end] >= 'A' && text[end] <= 'Z'))) {
      ++end;
    }
    if (end == at) return at;
    const auto letters = static_cast<std::uint32_t>(end - at);
    list_.text += text.substr(at, letters);
    block_.letters += letters;
    if (link_depth_ > 0) block_.link_letters += letters;
    last_mark_ = false;
    return end;
  }

  void append(char32_t c) {
    if (!block_begun_) begin_block();
    if (std::exchange(cell_mark_pending_, false)) {
      list_.text += kCellMark;
    } else if (space_pending_ && has_text_) {
      list_.text += ' ';
    }
    space_pending_ = false;
    has_text_ = true;
    append_utf8(c, list_.text);
    const Weight weight = weigh(c);
    block_.letters += weight.letters;
    if (link_depth_ > 0) block_.link_letters += weight.letters;
    last_mark_ = weight.is_mark && needs_space_after(c);
    if (weight.is_mark && !last_mark_) ++block_.marks;
  }

  void begin_block() {
    const std::uint32_t links = block_.links;
    block_ = Block{};
    block_.links = std::max(links, link_depth_ > 0 ? 1U : 0U);
    block_.begin = list_.text.size();
    // The items of a list stand together, whatever is in them.
    const bool is_after_item = !list_.blocks.empty() && list_.blocks.back().is_item;
    const bool follows_item = !prefix_.empty() && is_after_item && !std::exchange(list_ended_, false);
    block_.has_gap_before = std::exchange(gap_pending_, false) && !follows_item;
    block_.is_row = row_ != kNoRow;
    block_.begins_with_link = link_depth_ > 0;
    block_.is_preformatted = pre_depth_ > 0;
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (!open_[i].is_block) continue;
      block_.node = open_[i].node;
      break;
    }
    for (std::size_t i = open_.size(); i-- > 0 && i + 6 > open_.size();) {
      if (is_heading(open_[i].tag)) {
        block_.heading =
            static_cast<std::uint8_t>(static_cast<int>(open_[i].tag) - static_cast<int>(Tag::kH1) + 1);
      }
      if (open_[i].tag == Tag::kLi) block_.is_item = true;
    }
    block_begun_ = true;
    has_text_ = false;
    space_pending_ = false;
    list_.text += std::exchange(prefix_, {});
  }

  void end_block() {
    cell_mark_pending_ = false;
    space_pending_ = false;
    if (!std::exchange(block_begun_, false)) {
      block_.links = 0;
      return;
    }
    if (std::exchange(last_mark_, false)) ++block_.marks;
    block_.end = list_.text.size();
    list_.text += '\n';
    list_.blocks.push_back(std::exchange(block_, Block{}));
  }

  std::uint32_t block_count() const { return static_cast<std::uint32_t>(list_.blocks.size()); }

  static constexpr NodeIndex kNoRow = ~NodeIndex{0};

  const HtmlTree& tree_;
  const std::vector<NodeMark>& marks_;
  BlockList list_;
  std::vector<bool> is_data_row_;
  std::vector<Open> open_;
  Tag closed_tag_ = Tag::kText;  // of the last element that was closed
  NodeIndex closed_end_ = 0;     // where it ended
  Block block_;
  std::string prefix_;  // of the item that has begun and has no text yet
  NodeIndex row_ = kNoRow;
  std::uint32_t link_depth_ = 0;
  std::uint32_t pre_depth_ = 0;
  std::uint32_t time_depth_ = 0;
  std::uint32_t list_depth_ = 0;
  bool list_ended_ = false;  // the outermost, after the last item
  bool block_begun_ = false;
  bool has_text_ = false;
  bool space_pending_ = false;
  bool cell_mark_pending_ = false;
  bool gap_pending_ = false;
  bool last_mark_ = false;
};

}  // namespace

BlockList layout_blocks(const HtmlTree& tree, const std::vector<NodeMark>& marks) {
  return Layout(tree, marks).run();
}

}  // namespace chokepoint
