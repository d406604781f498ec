// SPDX-License-Identifier: GPL-2.0-or-later
// What goes to a terminal: nothing that a terminal obeys gets through, what is harmless stays as it is, and
// texts are measured and cut between the characters that people see. The first byte is a number of columns.
#include "common/cli/terminal.h"

#include <string>
#include <string_view>
#include <vector>

#include "searcher/output/query_quote.h"
#include "searcher/output/styled_text.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

// The list of the manual, once more: this is no place to trust the code that is tested.
bool is_obeyed(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
  const bool is_bidirectional = c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
                                (c >= 0x2066 && c <= 0x2069);
  return is_control || is_bidirectional || c == 0x2028 || c == 0x2029;
}

void check_escaped(std::string_view escaped, bool may_have_lines) {
  for (std::size_t i = 0; i < escaped.size();) {
    const DecodedCodePoint c = decode_utf8(escaped, i);
    require(c.valid, "what is escaped is UTF-8", escaped);
    require(!is_obeyed(c.value) || (may_have_lines && c.value == '\n'), "nothing is left to obey", escaped);
    i += c.length;
  }
}

void check_escaping(std::string_view bytes) {
  check_escaped(escape_line(bytes), false);
  check_escaped(escape_name(bytes), false);
  check_escaped(escape_block(bytes), true);
  for (const auto& escape : {escape_line, escape_name, escape_block}) {
    const std::string once = escape(bytes);
    require(escape(once) == once, "what is escaped is harmless", once);
  }
}

// `text` is escaped.
void check_graphemes(std::string_view text) {
  std::size_t columns = 0;
  const char* end = text.data();
  for (const Grapheme& grapheme : split_graphemes(text)) {
    require(grapheme.text.data() == end && !grapheme.text.empty(), "graphemes tile the text", text);
    require(is_valid_utf8(grapheme.text), "graphemes are whole characters", text);
    end += grapheme.text.size();
    columns += grapheme.columns;
  }
  require(end == text.data() + text.size(), "graphemes tile the text", text);
  require(columns == display_width(text), "a text is as wide as its graphemes", text);
}

void check_cutting(std::string_view text, std::size_t columns) {
  const std::string cut = cut_to_width(text, columns);
  require(is_valid_utf8(cut), "no character is cut", cut);
  require(display_width(cut) <= columns, "what is cut fits", text);
  if (display_width(text) <= columns) {
    require(cut == text, "what fits is not cut", text);
  } else if (columns > 0) {
    require(cut.ends_with("\u2026"), "what is cut says so", cut);
    require(text.starts_with(std::string_view(cut).substr(0, cut.size() - 3)), "a cut text is its beginning",
            cut);
  }
}

std::string plain(const StyledText& text) {
  std::string all;
  for (const Span& span : text) all += span.text;
  return all;
}

void check_layout(std::string_view bytes, std::size_t columns) {
  const StyledText line = styled(bytes, Style::kPlain);
  require_safe(render(line, Color::kNo), "a line is safe to print");
  require(width(cut_to_width(line, columns)) <= columns, "a styled text is cut to fit", bytes);
  std::string words;
  for (const StyledText& wrapped : wrap(line, columns + 2)) {
    require(width(wrapped) <= columns + 2, "a line fits", plain(wrapped));
    words += plain(wrapped);
  }
  std::string expected = plain(line);
  for (std::string* text : {&words, &expected}) std::erase(*text, ' ');
  require(words == expected, "wrapping loses no letter", expected);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input(data, size);
  const std::size_t columns = input.below(100);
  const std::string_view bytes = input.rest();
  check_escaping(bytes);
  check_graphemes(escape_line(bytes));
  check_cutting(escape_line(bytes), columns);
  check_layout(bytes, columns);
  const std::string query = repair_utf8(bytes);
  const std::size_t position = query.empty() ? 0 : columns % query.size();
  for (const std::string& line : quote_query(query, position, 40 + columns)) {
    require_safe(line, "a quoted query is safe to print");
    require(display_width(line) <= 40 + columns, "a quoted query fits", line);
  }
  return 0;
}
