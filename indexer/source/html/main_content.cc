// SPDX-License-Identifier: GPL-2.0-or-later
// The steps, in the order of MainContentFinder::run:
//
// 1. Each block gets its weight as prose. Parts that the page's makers named menu, sidebar, comments and so
//    on are left out, unless one of them holds what must be the article.
// 2. The main element is the smallest that has most of what is left, found from the root downwards.
// 3. What stands between the headline and the main element belongs to the article, and so does prose after it
//    in the same <article>.
// 4. Inside of it, runs of links, teasers, and headings of what was left out are left out as well.
#include "indexer/source/html/main_content.h"

#include <algorithm>
#include <cstdint>

#include "indexer/clean/headline.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/html/text_witness.h"

namespace chokepoint {
namespace {

using NodeIndex = HtmlTree::NodeIndex;

constexpr std::uint64_t kLeastProseLetters = 30;     // of a block with a stop or comma
constexpr std::uint64_t kLeastMarklessLetters = 80;  // of a block without
constexpr std::uint64_t kPlainShare = 10;            // what is no prose weighs a tenth of it: lists, labels
constexpr std::uint64_t kClearArticleLetters = 400;  // of prose: an article in its own right
constexpr std::uint64_t kLeastArticleLetters = 120;  // less is no main content
constexpr std::size_t kMaxTitleBytes = 500;
constexpr std::uint64_t kLeastTitleLetters = 8;
constexpr std::size_t kMaxHeadBlocks = 30;     // between the headline and the main element
constexpr std::size_t kMinTitleWords = 3;      // of a link that is a headline
constexpr std::size_t kMinItemTitleWords = 6;  // of one in a list, which may be the name of a firm or a law
constexpr std::size_t kMinTeaserItems = 3;
constexpr std::size_t kMaxLabelWords = 5;
constexpr std::uint64_t kMinTitleLetters = 14;  // of a linked title before a teaser's text
constexpr std::uint64_t kMaxTeaserLetters = 400;

// Sums over blocks, so that those of any element are one subtraction.
class BlockSums {
 public:
  explicit BlockSums(std::size_t count) { sums_.reserve(count + 1); }
  void add(std::uint64_t value) { sums_.push_back(sums_.back() + value); }
  std::uint64_t between(std::size_t begin, std::size_t end) const { return sums_[end] - sums_[begin]; }
  std::uint64_t total() const { return sums_.back(); }

 private:
  std::vector<std::uint64_t> sums_ = {0};
};

std::uint64_t own_letters(const Block& block) {
  return block.letters - std::min(block.letters, block.link_letters);
}

std::uint64_t prose_letters(const Block& block) {
  const std::uint64_t own = own_letters(block);
  if (block.heading > 0 || block.is_link()) return 0;
  return own >= (block.marks > 0 ? kLeastProseLetters : kLeastMarklessLetters) ? own : 0;
}

bool is_comments(const PagePart& part) {
  return part.rule == "comments";
}

constexpr std::string_view kSidebar = "sidebar";

class MainContentFinder {
 public:
  MainContentFinder(const HtmlTree& tree, const PageNodes& nodes, const BlockList& list,
                    const PageClues& clues)
      : tree_(tree),
        nodes_(nodes),
        list_(list),
        blocks_(list.blocks),
        clues_(clues),
        witness_(clues.body),
        prose_(blocks_.size()) {
    for (const Block& block : blocks_) prose_.add(prose_letters(block));
    found_.rules.resize(blocks_.size());
    witnessed_.resize(blocks_.size());
    if (!clues.body.empty()) {
      for (std::size_t i = 0; i < blocks_.size(); ++i)
        witnessed_[i] = witness_.has(list_.text_of(blocks_[i]));
    }
  }

  MainContent run() {
    drop_named_parts();
    const NodeIndex main = find_main();
    keep_only(main);
    drop_link_runs();
    drop_teasers();
    drop_teaser_lists();
    drop_labels_of_teasers();
    drop_headings_of_nothing();
    drop_repeated_quotes();
    found_.is_found = is_article_kept();
    if (!found_.is_found) keep_all_but_menus();
    return std::move(found_);
  }

 private:
  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  Range blocks_in(NodeIndex node) const {
    return {list_.first_block[node], list_.first_block[tree_[node].end]};
  }
  std::uint64_t prose_in(NodeIndex node) const {
    const Range range = blocks_in(node);
    return prose_.between(range.begin, range.end);
  }

  void drop(std::size_t block, std::string_view rule) {
    if (found_.rules[block].empty() && !witnessed_[block]) found_.rules[block] = rule;
  }
  void drop(Range range, std::string_view rule) {
    for (std::size_t i = range.begin; i < range.end; ++i) drop(i, rule);
  }
  bool is_kept(std::size_t block) const { return found_.rules[block].empty(); }

  // Enough for an article, or most of a short page.
  bool is_article_kept() const {
    std::uint64_t prose = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) prose += is_kept(i) ? prose_letters(blocks_[i]) : 0;
    return kept_letters() >= kLeastArticleLetters || (prose > 0 && prose * 2 >= prose_.total());
  }

  std::uint64_t kept_letters() const {
    std::uint64_t letters = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) letters += is_kept(i) ? own_letters(blocks_[i]) : 0;
    return letters;
  }

  // --- 1: parts by their names ---

  void drop_named_parts() {
    find_article_prose();
    NodeIndex node = 0;
    while (node < tree_.size()) {
      const PagePart* part = nodes_.dropped[node];
      if (part == nullptr || nodes_.marks[node] != NodeMark::kShown || !may_drop(node, *part)) {
        ++node;
        continue;
      }
      drop(blocks_in(node), part->rule);
      node = tree_[node].end;
    }
  }

  // For each node, the most prose of an element inside of it that is called article; and on the whole page,
  // of such an element outside of any part that is to be left out.
  void find_article_prose() {
    article_prose_.assign(tree_.size(), 0);
    for (auto node = static_cast<NodeIndex>(tree_.size()); node-- > 1;) {
      if (nodes_.is_article[node]) article_prose_[node] = std::max(article_prose_[node], prose_in(node));
      std::uint64_t& parent = article_prose_[tree_[node].parent];
      parent = std::max(parent, article_prose_[node]);
    }
    for (NodeIndex node = 0; node < tree_.size();) {
      const bool is_part = nodes_.dropped[node] != nullptr;
      if (!is_part && nodes_.is_article[node]) clear_article_ = std::max(clear_article_, free_prose_in(node));
      node = is_part ? tree_[node].end : node + 1;
    }
    free_prose_ = free_prose_in(HtmlTree::kRoot);
  }

  // Prose outside of parts that are to be left out. Visits each node at most once an article around it, of
  // which there are few; a page of nested articles is bounded by the depth of the tree.
  std::uint64_t free_prose_in(NodeIndex node) const {
    std::uint64_t prose = prose_in(node);
    for (NodeIndex inside = node + 1; inside < tree_[node].end;) {
      if (nodes_.dropped[inside] == nullptr) {
        ++inside;
        continue;
      }
      prose -= prose_in(inside);
      inside = tree_[inside].end;
    }
    return prose;
  }

  bool may_drop(NodeIndex node, const PagePart& part) const {
    const Tag tag = tree_[node].tag;
    const std::uint64_t prose = prose_in(node);
    const std::uint64_t total = prose_.total();
    if (article_prose_[node] * 5 >= total * 2 && article_prose_[node] >= kLeastArticleLetters &&
        article_prose_[node] > clear_article_) {
      return false;
    }
    if (tag == Tag::kHeader && (is_inside_article(node) || prose * 4 >= total)) return false;
    if (tag == Tag::kFooter && is_inside_quotation(node)) return false;
    if (tag == Tag::kAside && part.rule == kSidebar && is_box_of_text(node) && is_inside_article(node))
      return false;
    if (is_comments(part)) return free_prose_ >= kLeastArticleLetters || prose * 2 < total;
    // Most of the page's prose, and no better article beside it: the name is misleading.
    return prose * 2 < total || prose < kLeastArticleLetters || clear_article_ >= kClearArticleLetters;
  }

  template <typename Predicate>
  bool has_ancestor(NodeIndex node, Predicate is_wanted) const {
    while (node != HtmlTree::kRoot) {
      node = tree_[node].parent;
      if (is_wanted(node)) return true;
    }
    return false;
  }

  bool is_inside_article(NodeIndex node) const {
    return has_ancestor(node, [&](NodeIndex each) { return nodes_.is_article[each]; });
  }
  bool is_inside_quotation(NodeIndex node) const {
    return has_ancestor(node, [&](NodeIndex each) {
      return tree_[each].tag == Tag::kBlockquote || tree_[each].tag == Tag::kFigure;
    });
  }

  // Facts in a box of their own, rather than links to other stories.
  bool is_box_of_text(NodeIndex node) const {
    const Range range = blocks_in(node);
    std::uint64_t links = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) links += blocks_[i].link_letters;
    return prose_in(node) >= kLeastArticleLetters && links * 10 < prose_in(node);
  }

  // --- 2: the main element ---

  NodeIndex find_main() {
    std::vector<bool> is_in_article(blocks_.size());
    for (NodeIndex node = 0; node < tree_.size(); ++node) {
      if (!nodes_.is_article[node]) continue;
      const Range range = blocks_in(node);
      // Ranges nest, so each is walked once: an inner one is inside of an outer one that was.
      if (range.begin < range.end && is_in_article[range.begin] && is_in_article[range.end - 1]) continue;
      std::fill(is_in_article.begin() + static_cast<std::ptrdiff_t>(range.begin),
                is_in_article.begin() + static_cast<std::ptrdiff_t>(range.end), true);
    }
    BlockSums weight(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const std::uint64_t prose = prose_letters(blocks_[i]);
      const std::uint64_t plain = prose > 0 ? prose : own_letters(blocks_[i]) / kPlainShare;
      const std::uint64_t factor = (is_in_article[i] ? 2U : 1U) * (witnessed_[i] ? 3U : 1U);
      weight.add(is_kept(i) ? plain * factor : 0);
    }
    NodeIndex main = HtmlTree::kRoot;
    std::uint64_t main_weight = weight.total();
    for (bool descended = true; descended;) {
      descended = false;
      for (NodeIndex child = main + 1; child < tree_[main].end; child = tree_[child].end) {
        const Range range = blocks_in(child);
        const std::uint64_t child_weight = weight.between(range.begin, range.end);
        const bool is_most = child_weight * 20 >= main_weight * 13 && child_weight * 2 >= weight.total();
        if (!is_most || range.end - range.begin < 2 || tree_[child].tag == Tag::kP) continue;
        main = child;
        main_weight = child_weight;
        descended = true;
        break;
      }
    }
    return main;
  }

  // --- 3: what belongs to it ---

  void keep_only(NodeIndex main) {
    const Range inside = blocks_in(main);
    NodeIndex scope = main;
    while (scope != HtmlTree::kRoot && !nodes_.is_article[scope]) scope = tree_[scope].parent;
    if (!nodes_.is_article[scope]) scope = tree_[main].parent;
    const Range around = blocks_in(scope);
    found_.headline = find_headline(inside);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (i >= inside.begin && i < inside.end) continue;
      const bool is_head =
          i < inside.begin && (i >= found_.headline || (i >= around.begin && is_standfirst(i)));
      const bool is_continued = i >= inside.end && i < around.end && is_paragraph(i);
      if (!(is_head && !blocks_[i].is_link()) && !is_continued) drop(i, kOutsideArticle);
    }
  }

  // The article's title near the main element, on top of it or above it: as the metadata have it, else the
  // last heading of the first level.
  std::size_t find_headline(Range inside) const {
    const std::size_t first = inside.begin - std::min(inside.begin, kMaxHeadBlocks);
    const std::size_t last = std::min(inside.end, inside.begin + kMaxHeadBlocks / 3);
    std::size_t heading = kNoBlock;
    for (std::size_t i = first; i < last; ++i) {
      if (!is_kept(i)) continue;
      if (is_title(i)) return i;
      if (blocks_[i].heading == 1 && (i < inside.begin || heading == kNoBlock)) heading = i;
    }
    return heading;
  }

  bool is_title(std::size_t block) const {
    const std::string_view text = list_.text_of(blocks_[block]);
    if (text.size() > kMaxTitleBytes || blocks_[block].letters < kLeastTitleLetters) return false;
    return clues_.document_title.starts_with(text) || clues_.document_title.ends_with(text) ||
           (!clues_.title.empty() && is_same_title(text, clues_.title));
  }

  bool is_standfirst(std::size_t block) const {
    return prose_letters(blocks_[block]) > 0 || (blocks_[block].heading > 0 && blocks_[block].heading < 3);
  }

  bool is_paragraph(std::size_t block) const {
    return blocks_[block].marks > 0 && prose_letters(blocks_[block]) >= 60 &&
           blocks_[block].link_letters * 4 < blocks_[block].letters;
  }

  // --- 4: what is inside and does not belong to it ---

  bool is_headline_link(std::size_t block) const {
    return blocks_[block].is_link() &&
           count_words(list_.text_of(blocks_[block])) >=
               (blocks_[block].is_item ? kMinItemTitleWords + 1 : kMinTitleWords);  // the bullet counts
  }

  // Links on lines of their own: at the article's edges they are menus, tags or other stories, between its
  // paragraphs they are other stories if they read like headlines. What a list names, it may link.
  void drop_link_runs() {
    std::size_t first_prose = blocks_.size();
    std::size_t last_prose = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_kept(i) || prose_letters(blocks_[i]) == 0) continue;
      first_prose = std::min(first_prose, i);
      last_prose = i;
    }
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_kept(i) || !blocks_[i].is_link() || blocks_[i].heading == 1) continue;
      const bool is_whole_link = blocks_[i].link_letters * 10 >= blocks_[i].letters * 9;
      const bool is_edge = i < first_prose || i > last_prose;
      if (is_edge) {
        if (is_whole_link || !ends_like_sentence(list_.text_of(blocks_[i]))) drop(i, kLinkList);
      } else if (is_headline_link(i) && blocks_[i].heading == 0 &&
                 !ends_like_sentence(list_.text_of(blocks_[i]))) {
        drop(i, "related-links");
      }
    }
  }

  // Items that are a linked title and a few words about it each: a list of other stories.
  void drop_teaser_lists() {
    for (std::size_t begin = 0; begin < blocks_.size();) {
      std::size_t end = begin;
      while (end < blocks_.size() && is_teaser_item(end)) ++end;
      if (end - begin >= kMinTeaserItems) drop(Range{begin, end}, "teaser");
      begin = std::max(end, begin + 1);
    }
  }

  bool is_teaser_item(std::size_t block) const {
    const Block& item = blocks_[block];
    return item.is_item && item.begins_with_link && item.link_letters >= kMinTitleLetters &&
           item.link_letters * 4 >= item.letters && item.letters <= kMaxTeaserLetters;
  }

  // A teaser is a linked title with little text below it; it seldom comes alone. Posts of a live blog look
  // the same where their titles are links to themselves: what is most of the article is none.
  void drop_teasers() {
    const std::vector<NodeIndex> cards = find_cards();
    BlockSums kept(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) kept.add(is_kept(i) ? prose_letters(blocks_[i]) : 0);
    std::uint64_t in_cards = 0;
    for (const NodeIndex card : cards) {
      const Range range = blocks_in(card);
      in_cards += kept.between(range.begin, range.end);
    }
    if (in_cards * 2 > kept.total()) return;
    for (const NodeIndex card : cards) drop(blocks_in(card), "teaser");
  }

  // The elements that hold one title each, and stand side by side.
  std::vector<NodeIndex> find_cards() const {
    BlockSums titles(blocks_.size());
    for (std::size_t i = 0; i < blocks_.size(); ++i) titles.add(is_card_title(i) ? 1 : 0);
    std::vector<NodeIndex> cards;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_card_title(i)) continue;
      NodeIndex card = blocks_[i].node;
      for (NodeIndex parent = tree_[card].parent; parent != HtmlTree::kRoot; parent = tree_[parent].parent) {
        const Range range = blocks_in(parent);
        if (titles.between(range.begin, range.end) > 1 || prose_in(parent) > kMaxTeaserLetters) break;
        card = parent;
      }
      const Range range = blocks_in(card);
      const bool has_text = range.end - range.begin > 1 || is_headline_link(i);
      // A label may stand above the title.
      if (has_text && i <= range.begin + 1) cards.push_back(card);
    }
    std::vector<NodeIndex> side_by_side;
    for (std::size_t i = 0; i < cards.size(); ++i) {
      const bool has_sibling = (i > 0 && tree_[cards[i - 1]].parent == tree_[cards[i]].parent) ||
                               (i + 1 < cards.size() && tree_[cards[i + 1]].parent == tree_[cards[i]].parent);
      const Tag tag = tree_[cards[i]].tag;
      const bool may_be_card = tag != Tag::kP && !is_heading(tag) && tag != Tag::kTd && tag != Tag::kTr;
      if (has_sibling && may_be_card) side_by_side.push_back(cards[i]);
    }
    return side_by_side;
  }

  bool is_card_title(std::size_t block) const {
    const std::string_view rule = found_.rules[block];
    const bool may_be = rule.empty() || rule == "related-links" || rule == kLinkList;
    return may_be && blocks_[block].is_link() &&
           count_words(list_.text_of(blocks_[block])) > kMinTitleWords + blocks_[block].is_item;
  }

  // A sentence of the article that is set once more as an eye-catcher.
  void drop_repeated_quotes() {
    std::vector<std::size_t> quotes;
    std::string text;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (!is_kept(i)) continue;
      if (is_set_apart(blocks_[i].node)) {
        quotes.push_back(i);
      } else if (text.size() < TextWitness::kMaxBytes) {
        text += list_.text_of(blocks_[i]);
      }
    }
    if (quotes.empty()) return;
    const TextWitness article(text);
    for (const std::size_t quote : quotes) {
      if (blocks_[quote].letters <= kMaxTeaserLetters && article.has_all(list_.text_of(blocks_[quote]))) {
        drop(quote, "pull-quote");
      }
    }
  }

  bool is_set_apart(NodeIndex node) const {
    for (int levels = 0; levels < 4 && node != HtmlTree::kRoot; ++levels, node = tree_[node].parent) {
      const Tag tag = tree_[node].tag;
      if (tag == Tag::kBlockquote || tag == Tag::kAside || tag == Tag::kFigure) return true;
    }
    return false;
  }

  // "More stories" in letters of its own, right above several of them.
  void drop_labels_of_teasers() {
    std::size_t gone = 0;  // right below
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      const std::string_view rule = found_.rules[i];
      if (rule == "teaser" || rule == kLinkList || rule == "related-links") {
        ++gone;
        continue;
      }
      const bool is_label = blocks_[i].marks == 0 && !blocks_[i].is_item && !blocks_[i].is_row &&
                            count_words(list_.text_of(blocks_[i])) <= kMaxLabelWords;
      if (is_kept(i) && is_label && blocks_[i].heading != 1 && gone >= kMinTeaserItems) {
        drop(i, "heading-of-dropped");
      }
      gone = 0;
    }
  }

  // "Related" above links that are gone.
  void drop_headings_of_nothing() {
    bool is_something_left = false;  // between here and the next heading
    bool is_something_gone = false;
    for (std::size_t i = blocks_.size(); i-- > 0;) {
      if (!is_kept(i)) {
        is_something_gone = is_something_gone || found_.rules[i] != kOutsideArticle;
        continue;
      }
      if (blocks_[i].heading > 1 && !is_something_left && is_something_gone) {
        drop(i, "heading-of-dropped");
        continue;
      }
      is_something_left = blocks_[i].heading == 0;
      is_something_gone = false;
    }
  }

  // --- no main content ---

  void keep_all_but_menus() {
    for (std::string_view& rule : found_.rules) {
      const bool is_menu = rule == "site-navigation" || rule == "site-footer" || rule == "consent" ||
                           rule == "breadcrumb" || rule == "control";
      if (!is_menu) rule = {};
    }
    if (kept_letters() > 0) return;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (prose_letters(blocks_[i]) > 0) found_.rules[i] = {};
    }
  }

  const HtmlTree& tree_;
  const PageNodes& nodes_;
  const BlockList& list_;
  const std::vector<Block>& blocks_;
  const PageClues clues_;
  const TextWitness witness_;
  BlockSums prose_;
  MainContent found_;
  std::vector<bool> witnessed_;
  std::vector<std::uint64_t> article_prose_;
  std::uint64_t clear_article_ = 0;
  std::uint64_t free_prose_ = 0;
};

}  // namespace

MainContent find_main_content(const HtmlTree& tree, const PageNodes& nodes, const BlockList& blocks,
                              const PageClues& clues) {
  return MainContentFinder(tree, nodes, blocks, clues).run();
}

}  // namespace chokepoint
