// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/query_quote.h"

#include <catch2/catch.hpp>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

using Lines = std::vector<std::string>;

constexpr std::size_t kColumns = 40;

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("query quote: the caret stands under the character at the place") {
  CHECK(quote_query("contry:CA", 0, kColumns) == Lines{"  contry:CA", "  ^"});
  CHECK(quote_query("ban AND contry:CA", 8, kColumns) == Lines{"  ban AND contry:CA", "          ^"});
  CHECK(quote_query("ban", 3, kColumns) == Lines{"  ban", "     ^"});
  CHECK(quote_query("ban", 99, kColumns) == Lines{"  ban", "     ^"});
  CHECK(quote_query("", 0, kColumns) == Lines{"  ", "  ^"});
}

TEST_CASE("query quote: columns are counted, not bytes or characters") {
  CHECK(quote_query("\u7981\u4EE4 x", 7, kColumns) == Lines{"  \u7981\u4EE4 x", "       ^"});
  CHECK(quote_query("e\u0301 x", 4, kColumns) == Lines{"  e\u0301 x", "    ^"});
  CHECK(quote_query("\x1B[m\nx", 4, kColumns) == Lines{"  \\x1b[m x", "         ^"});
  CHECK(quote_query("\u202Ex", 3, kColumns) == Lines{"  \\u202ex", "        ^"});
}

TEST_CASE("query quote: a long query is cut around the place") {
  const std::string query = repeat("abcdefghi ", 20) + "contry:CA " + repeat("jklmnopqr ", 20);
  const Lines lines = quote_query(query, 200, kColumns);
  CHECK(lines == Lines{"  \u2026defghi abcdefghi contry:CA jklmnopq\u2026", "                    ^"});
}

TEST_CASE("query quote: whatever the query and the place, no line is wider than the terminal") {
  const std::string pieces[] = {"a", "\u7981", "e\u0301", "\x1B", "\u202E", "\U0001F1E8\U0001F1E6", "word "};
  for (const std::string& piece : pieces) {
    for (const std::size_t times : {1U, 17U, 18U, 37U, 38U, 400U, 20000U}) {
      const std::string query = repeat(piece, times);
      for (const std::size_t place : {std::size_t{0}, times / 2 * piece.size(), query.size()}) {
        const Lines lines = quote_query(query, place, kColumns);
        CAPTURE(piece, times, place);
        REQUIRE(lines.size() == 2);
        CHECK(is_valid_utf8(lines.front()));
        CHECK(display_width(lines.front()) <= kColumns);
        CHECK(lines.back().size() <= kColumns);
        CHECK(lines.back().size() <= display_width(lines.front()) + 1);
      }
    }
  }
}

}  // namespace chokepoint
