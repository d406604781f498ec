// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/styled_text.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

std::string plain(const StyledText& text) {
  return render(text, Color::kNo);
}

std::string wrapped(std::string_view text, std::size_t columns, std::size_t max_lines = kNoLineLimit) {
  std::string out;
  for (const StyledText& line : wrap(styled(text, Style::kPlain), columns, max_lines))
    out += plain(line) + "|";
  return out;
}

}  // namespace

TEST_CASE("styled text: lines are broken at spaces, hyphens and wide characters") {
  struct Case {
    std::string text;
    std::size_t columns;
    std::string lines;
  };
  const Case cases[] = {
      {"", 5, ""},
      {"   ", 5, ""},
      {"one two three", 7, "one two|three|"},
      {"  one \n\n two ", 20, "one two|"},
      {"closure-order", 8, "closure-|order|"},
      {"a - b", 3, "a -|b|"},
      {"unbreakable", 4, "unbr|eaka|ble|"},
      {"x unbreakable", 4, "x|unbr|eaka|ble|"},
      {"漢字漢字", 5, "漢字|漢字|"},
      {"漢", 1, "漢|"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301e\u0301|e\u0301|"},
  };
  for (const Case& c : cases) CHECK(wrapped(c.text, c.columns) == c.lines);
}

TEST_CASE("styled text: what is left out shows as an ellipsis") {
  CHECK(wrapped("one two three", 7, 1) == "one tw…|");
  CHECK(wrapped("one two three", 7, 2) == "one two|three|");
  CHECK(plain(cut_to_width(marked("abcdef", {{2, 4}}, Style::kPlain, Style::kHit), 4)) == "abc…");
  CHECK(cut_to_width(styled("abc", Style::kPlain), 0).empty());
}

TEST_CASE("styled text: hits are marked where they are, whatever ranges are given") {
  const auto shown = [](std::vector<TextRange> hits) {
    return render(marked("ab\x1b!", hits, Style::kPlain, Style::kHit), Color::kYes);
  };
  CHECK(shown({{0, 1}}) == "\x1b[1;31ma\x1b[0mb\\x1b!");
  CHECK(shown({{1, 3}}) == "a\x1b[1;31mb\\x1b\x1b[0m!");
  CHECK(shown({{3, 99}, {1, 2}, {50, 60}}) == "ab\\x1b\x1b[1;31m!\x1b[0m");
  CHECK(plain(marked("abc", {{1, 2}}, Style::kTitle, Style::kHit)) == "abc");
}

TEST_CASE("styled text: padding counts columns") {
  CHECK(plain(padded(styled("漢", Style::kPlain), 4)) == "漢  ");
  CHECK(plain(padded_left(styled("漢", Style::kPlain), 4)) == "  漢");
  CHECK(plain(padded(styled("long", Style::kPlain), 2)) == "long");
}

}  // namespace chokepoint
