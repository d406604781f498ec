// SPDX-License-Identifier: GPL-2.0-or-later
// The story of one reading: tame the mark-up, parse it, judge the elements, lay out blocks of text, find the
// article among them, join what is kept and list what is not.
#include "indexer/source/html_text.h"

#include <algorithm>
#include <utility>

#include "common/base/utf8.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/html/block_list.h"
#include "indexer/source/html/error_page.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/json_ld.h"
#include "indexer/source/html/main_content.h"
#include "indexer/source/html/page_metadata.h"
#include "indexer/source/html/page_nodes.h"
#include "indexer/source/html/page_parts.h"
#include "indexer/source/html/tame_markup.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

// A page that shows less, and hides so many times more, shows its text when a script has run ("Loading ...").
constexpr std::size_t kShortTextBytes = 300;
constexpr std::size_t kHiddenFactor = 4;

using NodeIndex = HtmlTree::NodeIndex;

constexpr std::size_t kMaxDroppedLines = 500;
constexpr std::size_t kMaxDroppedLineBytes = 400;

// Below this, a body in the page's metadata that is twice as long is the better one.
constexpr std::size_t kMinBodyBytes = 200;

class TextJoiner {
 public:
  explicit TextJoiner(HtmlText& out) : out_(out) {}

  void keep(std::string_view line, bool has_gap_before) {
    if (!out_.text.empty()) out_.text += has_gap_before || is_gap_ ? "\n\n" : "\n";
    out_.text += line;
    is_gap_ = false;
  }

  void leave_out(std::string_view line, std::string_view rule) {
    is_gap_ = true;
    if (out_.dropped.size() >= kMaxDroppedLines) {
      ++unlisted_;
      return;
    }
    out_.dropped.push_back(
        {std::string(utf8_prefix(line, kMaxDroppedLineBytes)), std::string(rule), out_.text.size(), false});
  }

  void note_unlisted() {
    if (unlisted_ == 0) return;
    out_.notes.push_back("html: " + std::to_string(unlisted_) + " more lines of the page were left out");
  }

 private:
  HtmlText& out_;
  bool is_gap_ = false;
  std::size_t unlisted_ = 0;
};

void join_all(const BlockList& list, HtmlText& out) {
  out.text.reserve(list.text.size());
  TextJoiner joiner(out);
  for (const Block& block : list.blocks) joiner.keep(list.text_of(block), block.has_gap_before);
}

void join_article(const HtmlTree& tree, const PageNodes& nodes, const BlockList& list,
                  const MainContent& content, HtmlText& out) {
  TextJoiner joiner(out);
  std::size_t inset = 0;
  const auto leave_out_insets = [&](std::size_t before) {
    for (; inset < list.insets.size() && list.insets[inset].block <= before; ++inset) {
      const NodeIndex node = list.insets[inset].node;
      const std::string text = tree.text_of(node, kMaxDroppedLineBytes);
      if (!text.empty()) joiner.leave_out(text, nodes.dropped[node]->rule);
    }
  };
  for (std::size_t i = 0; i < list.blocks.size(); ++i) {
    const Block& block = list.blocks[i];
    if (content.rules[i].empty()) {
      joiner.keep(list.text_of(block), block.has_gap_before);
    } else {
      joiner.leave_out(list.text_of(block), content.rules[i]);
    }
    leave_out_insets(i);
  }
  leave_out_insets(list.blocks.size());
  joiner.note_unlisted();
}

std::vector<PagePlace> places_of(const HtmlTree& tree, const BlockList& list, const MainContent& content) {
  std::vector<std::size_t> kept = {0};
  std::vector<std::size_t> around = {0};
  for (const std::string_view rule : content.rules) {
    kept.push_back(kept.back() + rule.empty());
    around.push_back(around.back() + (rule == kOutsideArticle || rule == kLinkList));
  }
  std::vector<PagePlace> places(tree.size(), PagePlace::kArticle);
  for (NodeIndex node = 0; node < tree.size(); ++node) {
    const std::size_t begin = list.first_block[node];
    const std::size_t end = list.first_block[tree[node].end];
    if (begin == end) {
      places[node] = places[tree[node].parent];
    } else if (kept[begin] == kept[end]) {
      places[node] = around[begin] == around[end] ? PagePlace::kOther : PagePlace::kPage;
    }
  }
  return places;
}

std::string_view article_body(const JsonLdArticle& json_ld, HtmlText& body) {
  if (json_ld.body.find('<') == json_ld.body.npos && json_ld.body.find('&') == json_ld.body.npos) {
    return json_ld.body;
  }
  body = read_html_text(json_ld.body, HtmlKind::kFragment);
  return body.text;
}

// A line a paragraph, as the text of pages is.
std::string body_lines(std::string_view body) {
  HtmlText text;
  TextJoiner joiner(text);
  bool is_gap = false;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = trim(body.substr(0, end));
    if (!line.empty()) joiner.keep(line, is_gap);
    is_gap = line.empty();
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return text.text;
}

HtmlText read_page(const HtmlTree& tree, const JsonLdArticle& json_ld, const HtmlMetadata& metadata,
                   std::string_view body, HiddenText hidden) {
  const std::string social_title = metadata.social_title();
  HtmlText text;
  const PageNodes nodes = judge_nodes(tree, PageParts::embedded(), hidden);
  const BlockList list = layout_blocks(tree, nodes.marks);
  const MainContent content = find_main_content(
      tree, nodes, list,
      {json_ld.headline.empty() ? social_title : json_ld.headline, metadata.document_title(), body});
  join_article(tree, nodes, list, content, text);
  std::string headline;
  if (content.headline != kNoBlock) headline = short_field(list.text_of(list.blocks[content.headline]));
  text.metadata = metadata.read(json_ld, headline, places_of(tree, list, content));
  if (!content.is_found && !text.text.empty()) {
    text.notes.push_back("html: no main content found; all visible text but menus is kept");
  }
  return text;
}

HtmlText read_fragment(const HtmlTree& tree) {
  HtmlText text;
  join_all(layout_blocks(tree, mark_hidden(tree, HiddenText::kLeftOut)), text);
  if (text.text.empty()) join_all(layout_blocks(tree, mark_hidden(tree, HiddenText::kShown)), text);
  return text;
}

}  // namespace

HtmlText read_html_text(std::string_view html, HtmlKind kind) {
  const TameMarkup markup = tame_markup(html);
  const HtmlTree tree = HtmlTree::parse(markup.markup);
  if (kind == HtmlKind::kFragment) return read_fragment(tree);

  const HtmlMetadata metadata(tree);
  const JsonLdArticle json_ld = read_json_ld(markup.json_ld, metadata.social_title());
  HtmlText parsed_body;
  const std::string_view body = article_body(json_ld, parsed_body);

  HtmlText text = read_page(tree, json_ld, metadata, body, HiddenText::kLeftOut);
  if (text.text.size() < kShortTextBytes) {
    HtmlText all = read_page(tree, json_ld, metadata, body, HiddenText::kShown);
    if (all.text.size() > kHiddenFactor * text.text.size()) {
      text = std::move(all);
      text.notes.push_back("html: the page hides most of its text; it is read all the same");
    }
  }
  if (body.size() >= kMinBodyBytes && body.size() > 2 * text.text.size()) {
    text.text = body_lines(body);
    text.dropped.clear();
    text.notes.push_back("html: the text is the articleBody of the page's JSON-LD");
  }
  if (json_ld.is_behind_paywall)
    text.notes.push_back("html: the page says that part of it is for subscribers");
  if (markup.flattened > 0) {
    text.notes.push_back("html: " + std::to_string(markup.flattened) +
                         " elements are nested too deeply or too many; their text is kept");
  }
  if (const std::string fault = error_page_sign(metadata.document_title(), text.text); !fault.empty()) {
    text.notes.push_back("html: looks like an error page rather than an article: \"" + fault + "\"");
  }
  return text;
}

}  // namespace chokepoint
