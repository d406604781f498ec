// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/query_quote.h"

#include <algorithm>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kEllipsis = "\u2026";
// More than any line shows, and little enough to lay out when somebody pipes a book into a query.
constexpr std::size_t kMostQuotedBytes = 8192;

// At most kMostQuotedBytes from the end of `text`, from the beginning of a character on.
std::string_view last_part(std::string_view text) {
  if (text.size() <= kMostQuotedBytes) return text;
  text.remove_prefix(text.size() - kMostQuotedBytes);
  while (!text.empty() && (static_cast<unsigned char>(text.front()) & 0xC0) == 0x80) text.remove_prefix(1);
  return text;
}

// The end of `text` that fits into `columns`, after "…".
std::string end_of(std::string_view text, std::size_t columns) {
  const std::vector<Grapheme> graphemes = split_graphemes(text);
  std::size_t width = 1;
  std::size_t bytes = 0;
  for (auto grapheme = graphemes.rbegin(); grapheme != graphemes.rend(); ++grapheme) {
    if (width + grapheme->columns > columns) break;
    width += grapheme->columns;
    bytes += grapheme->text.size();
  }
  return std::string(kEllipsis) + std::string(text.substr(text.size() - bytes));
}

}  // namespace

std::vector<std::string> quote_query(std::string_view query, std::size_t position, std::size_t columns) {
  position = std::min(position, query.size());
  std::string before = escape_line(last_part(query.substr(0, position)));
  const std::string after = escape_line(utf8_prefix(query.substr(position), kMostQuotedBytes));
  const std::size_t room = columns - kIndent.size() - 1;  // a caret may stand behind the last character
  if (display_width(before) + display_width(after) > room && display_width(before) > room / 2)
    before = end_of(before, room / 2);
  const std::size_t place = display_width(before);
  const std::string indent(kIndent);
  return {indent + before + cut_to_width(after, room - place), indent + std::string(place, ' ') + '^'};
}

}  // namespace chokepoint
