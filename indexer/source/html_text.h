// SPDX-License-Identifier: GPL-2.0-or-later
// HTML -> the article in it: main content as lines of text, what was left out with the rule that said so, and
// what the page says of itself (title, dates, author, publisher, address, language).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/article/article.h"
#include "indexer/clean/cleaner.h"

namespace chokepoint {

enum class HtmlKind : std::uint8_t {
  kPage,      // a saved web page: menus, banners, related links, comments are left out
  kFragment,  // the content of a feed, a mail, an export, a converter's output: all of it is article
};

struct HtmlText {
  std::string text;  // a block (paragraph, heading, list item, table row) a line, blank lines between
  SourceMetadata metadata;
  std::vector<DroppedLine> dropped;
  std::vector<std::string> notes;
};

// `html` is valid UTF-8; any nesting, any fault. Linear time; memory is bounded by a multiple of its size.
HtmlText read_html_text(std::string_view html, HtmlKind kind);

}  // namespace chokepoint
