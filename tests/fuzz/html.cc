// SPDX-License-Identifier: GPL-2.0-or-later
// Any bytes as a page and as a fragment: it ends, and what comes out keeps the promises of html_text.h.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/utf8.h"
#include "indexer/source/html/html_tree.h"
#include "indexer/source/html/tame_markup.h"
#include "indexer/source/html_text.h"
#include "indexer/source/short_field.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

// The parser adds to each element at most a table's implied parts.
constexpr std::size_t kMaxImplied = 4;

void check_tree(std::string_view html) {
  const TameMarkup markup = tame_markup(html);
  require(is_valid_utf8(markup.markup), "tame mark-up is UTF-8", markup.markup);
  const HtmlTree tree = HtmlTree::parse(markup.markup);
  std::vector<std::size_t> depth(tree.size(), 0);
  require(tree[HtmlTree::kRoot].end == tree.size(), "the root holds everything", "");
  for (HtmlTree::NodeIndex node = 1; node < tree.size(); ++node) {
    const HtmlNode& each = tree[node];
    require(each.parent < node && each.end > node && each.end <= tree[each.parent].end, "nodes nest",
            each.text);
    depth[node] = depth[each.parent] + 1;
    require(depth[node] <= kMaxImplied * (kMaxOpenElements + 2), "nesting is bounded", each.text);
  }
}

void check_field(std::string_view field) {
  require(is_valid_utf8(field), "a field is UTF-8", field);
  require(field.size() <= kMaxFieldBytes, "a field is short", field);
  require(field == trim(field) && field.find('\n') == field.npos, "a field is one line", field);
}

void check_text(const HtmlText& text) {
  require(is_valid_utf8(text.text), "the text is UTF-8", text.text);
  require(text.text == trim(text.text) || trim(text.text).empty(), "the text is trimmed", text.text);
  require(text.text.find("\n\n\n") == std::string::npos, "one blank line parts paragraphs", text.text);
  std::size_t at = 0;
  for (const DroppedLine& line : text.dropped) {
    require(is_valid_utf8(line.text) && line.text.find('\n') == std::string::npos, "a dropped line is a line",
            line.text);
    require(!line.rule.empty(), "a dropped line has a rule", line.text);
    require(line.at >= at && line.at <= text.text.size(), "dropped lines are in order", line.text);
    at = line.at;
  }
  const SourceMetadata& metadata = text.metadata;
  for (const std::string& field : {metadata.title, metadata.published, metadata.updated, metadata.url,
                                   metadata.publisher, metadata.author, metadata.language}) {
    check_field(field);
  }
  require(metadata.url.empty() || ascii_lower(metadata.url).starts_with("http"), "an address is absolute",
          metadata.url);
  require(metadata.published.empty() == metadata.published_from.empty(), "a date says where it is from",
          metadata.published);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html = repair_utf8({reinterpret_cast<const char*>(data), size});
  check_tree(html);
  for (const HtmlKind kind : {HtmlKind::kPage, HtmlKind::kFragment}) check_text(read_html_text(html, kind));
  return 0;
}
