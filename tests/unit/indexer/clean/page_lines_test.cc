// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/page_lines.h"

#include <random>
#include <string>

#include <catch2/catch.hpp>
#include <unicode/uchar.h>

using namespace chokepoint;

namespace {

bool is_white(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// What PageLine::folded promises of ASCII, a character at a time.
std::string folded_slowly(const std::string& text) {
  std::string folded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool underline_is_mark = folded.empty() || folded.back() == ' ' || i + 1 == text.size();
    if (c == '*' || (c == '_' && underline_is_mark)) continue;
    const bool after_space = !folded.empty() && folded.back() == ' ';
    if (is_white(c)) {
      if (!folded.empty() && !after_space) folded += ' ';
      continue;
    }
    if (c == ':' && after_space) folded.pop_back();
    folded += static_cast<char>(u_foldCase(c, U_FOLD_CASE_DEFAULT));
  }
  const auto opens = [](char c) {
    return u_isalnum(c) || std::string_view("\"'([<@$").find(c) != std::string_view::npos;
  };
  while (!folded.empty() && !opens(folded.front())) folded.erase(0, 1);
  while (!folded.empty() && std::string_view(" *_=~#|\\-").find(folded.back()) != std::string_view::npos)
    folded.pop_back();
  return folded;
}

}  // namespace

TEST_CASE("page lines: the classes of ASCII characters are ICU's", "[clean]") {
  for (char32_t c = 0; c < 0x80; ++c) {
    CHECK(is_word_character(c) == is_word_character_beyond_ascii(c));
    CHECK(is_upper_case(c) == is_upper_case_beyond_ascii(c));
  }
}

TEST_CASE("page lines: folding takes off what is no wording", "[clean]") {
  const struct {
    const char* line;
    const char* folded;
  } kCases[] = {
      {"**Tags:** Chips", "tags: chips"},
      {"  Photo :  \u201CSTAFF\u201D ", "photo: \"staff\""},
      {"_File_ photo_1", "file_ photo_1"},
      {"--- Related ---", "related"},
      {"\u00C9tats-Unis\u00A0: l\u2019accord", "\u00E9tats-unis: l'accord"},
      {"A\u200BB  c", "ab c"},
      {"***", ""},
      {"", ""},
  };
  for (const auto& c : kCases) {
    INFO(c.line);
    CHECK(fold_line(c.line) == c.folded);
  }
}

TEST_CASE("page lines: folding runs of plain characters at once is folding each", "[clean]") {
  std::mt19937 draw(1);
  const std::string characters = "aZ9  .,-:*_#|\\\"'(\t\x01\x7F";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t length = draw() % 24; length > 0; --length)
      text += characters[draw() % characters.size()];
    INFO(text);
    REQUIRE(fold_line(text) == folded_slowly(text));
  }
}
