// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown (CommonMark with strikethrough and tables, three dashes a column) -> the HTML of its blocks, for
// the reader of HTML. Raw HTML goes through. Links and emphasis leave their text, pictures nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

struct MarkdownHtml {
  std::string html;
  std::string title_html;  // of the heading of the first level that the text begins with; may be empty
};

// `markdown` is valid UTF-8. Nothing if it gives more than sixteen times its size (a table of many columns
// and empty rows). Linear, whatever the nesting.
std::optional<MarkdownHtml> render_markdown(std::string_view markdown);

}  // namespace chokepoint
