// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/terminal.h"

#include <clocale>
#include <cstdint>
#include <cstdlib>
#include <cwchar>
#include <random>
#include <string>
#include <utility>

#include <catch2/catch.hpp>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// What no output may hold, line feeds apart.
bool is_harmless(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCodePoint c = decode_utf8(text, i);
    const bool is_control = c.value < 0x20 || (c.value >= 0x7F && c.value <= 0x9F);
    const bool is_bidi = c.value == 0x061C || c.value == 0x200E || c.value == 0x200F ||
                         (c.value >= 0x2028 && c.value <= 0x202E) || (c.value >= 0x2066 && c.value <= 0x2069);
    if (!c.valid || is_control || is_bidi) return false;
    i += c.length;
  }
  return true;
}

std::string random_bytes(std::mt19937& random, std::size_t size) {
  std::uniform_int_distribution<int> byte(0, 255);
  std::string out;
  while (out.size() < size) out.push_back(static_cast<char>(byte(random)));
  return out;
}

}  // namespace

TEST_CASE("terminal: what could steer a terminal is escaped, the rest is left alone") {
  struct Case {
    std::string text;
    std::string line;
  };
  const Case cases[] = {
      {"", ""},
      {"plain text, \\x1b as typed", "plain text, \\x1b as typed"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"bell\x07 back\b del\x7f", "bell\\x07 back\\x08 del\\x7f"},
      {"C1 \u009b31m", "C1 \\x9b31m"},
      {"a\nb\tc\rd", "a b c\\x0dd"},
      {std::string("nul\0!", 5), "nul\\x00!"},
      {"\u202eabc\u202c \u2066x\u2069 \u200e\u200f\u061c",
       "\\u202eabc\\u202c \\u2066x\\u2069 \\u200e\\u200f\\u061c"},
      {"a\u2028b\u2029c", "a\\u2028b\\u2029c"},
      {"bad \xff\xc0\x80 cut \xe2\x82", "bad \\xff\\xc0\\x80 cut \\xe2\\x82"},
      {"surrogate \xed\xa0\x80", "surrogate \\xed\\xa0\\x80"},
      {"é 漢字 👩‍👧 ﷽", "é 漢字 👩‍👧 ﷽"},
  };
  for (const Case& c : cases) CHECK(escape_line(c.text) == c.line);
}

TEST_CASE("terminal: the ranges that are escaped begin and end where they should") {
  struct Range {
    char32_t first;
    char32_t last;
  };
  constexpr Range kEscaped[] = {{0x00, 0x08},     {0x0B, 0x1F},     {0x7F, 0x9F},    {0x061C, 0x061C},
                                {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};
  for (const Range& range : kEscaped) {
    for (char32_t c = range.first; c <= range.last; ++c) {
      std::string text;
      append_utf8(c, text);
      CAPTURE(static_cast<unsigned>(c));
      CHECK(escape_line(text).starts_with(c <= 0xFF ? "\\x" : "\\u"));
      CHECK(escape_line(text).size() == (c <= 0xFF ? 4 : 6));
      CHECK(escape_name(text) == escape_line(text));
      CHECK(escape_block(text) == escape_line(text));
    }
    for (const char32_t beside : {range.first - 1, range.last + 1}) {
      if (beside > 0x10FFFF || beside == 0x09 || beside == 0x0A) continue;
      std::string text;
      append_utf8(beside, text);
      CAPTURE(static_cast<unsigned>(beside));
      CHECK(escape_line(text) == text);
    }
  }
}

TEST_CASE("terminal: in a name line feeds and tabs are escaped like all else") {
  CHECK(escape_name("a\nb\tc \x1b") == "a\\x0ab\\x09c \\x1b");
}

TEST_CASE("terminal: a block keeps its line feeds") {
  CHECK(escape_block("a\n\tb\x1b\r\n") == "a\n b\\x1b\\x0d\n");
}

TEST_CASE("terminal: no bytes whatever get through the escaper") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int i = 0; i < 20000; ++i) {
    const std::string bytes = random_bytes(random, static_cast<std::size_t>(i) % 60);
    const std::string line = escape_line(bytes);
    if (!is_harmless(line)) FAIL(line);
    if (escape_line(line) != line) FAIL("escaping twice differs: " << line);
    std::string block = escape_block(bytes);
    for (char& c : block) {
      if (c == '\n') c = ' ';
    }
    if (block != line) FAIL("block and line differ: " << line);
  }
}

TEST_CASE("terminal: width counts columns, not code points") {
  struct Case {
    std::string text;
    std::size_t columns;
  };
  const Case cases[] = {
      {"", 0},
      {"abc", 3},
      {"漢字", 4},
      {"ｶﾅ", 2},       // half-width kana
      {"ＡＢ", 4},     // full-width Latin
      {"e\u0301", 1},  // combining acute
      {"한국", 4},
      {"\u1112\u1161\u11ab", 2},  // one syllable in conjoining parts
      {"👍", 2},
      {"👍🏽", 2},
      {"👩‍👩‍👧", 2},
      {"🇨🇦", 2},
      {"❤\ufe0f", 2},
      {"a\u200bb", 2},  // zero-width space
      {"…│█", 3},
      {"\u0300", 0},        // a mark alone
      {"\u02ff\u0370", 2},  // the letters beside the combining marks
      {"\x1f\x7f\u0080\u009f", 0},
      {" ~\u00a0\u00ad", 4},  // a soft hyphen is shown
      {"\u1160\u11a8", 0},    // parts of syllables that stand alone
      {"\u1100", 2},
      {"\u20dd\u200d", 0},  // an enclosing mark and a format character
      {"\U0001f1e8", 1},    // half a flag
      {"\U0001f1e8\U0001f1e6\U0001f1e8", 3},
      {"\U0001f3fb", 2},  // a skin tone alone
      {"a\U0001f3fb\U0001f3ff", 2},
      {"a\U0001f3fb", 2},
      {"👍🏻", 2},
      {"👍🏿", 2},
      {"👩‍👧", 2},
      {"\u0b95\u0bc6\u0bbe", 3},  // a Tamil syllable, of a letter and two marks that take columns
      {"#\ufe0f\u20e3", 2},       // a keycap
      {"a\u200db", 2},            // a joiner makes no emoji of letters
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(display_width(c.text) == c.columns);
  }
}

TEST_CASE("terminal: a character takes as many columns as the C library says") {
  REQUIRE(std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr);
  std::size_t known = 0;
  for (char32_t c = 0x20; c <= 0x10FFFF; ++c) {
    const int columns = ::wcwidth(static_cast<wchar_t>(c));
    if (columns < 0 || (c >= 0xD800 && c <= 0xDFFF)) continue;  // a control, or not assigned
    ++known;
    std::string text;
    append_utf8(c, text);
    if (display_width(text) != static_cast<std::size_t>(columns)) FAIL_CHECK(static_cast<std::uint32_t>(c));
  }
  std::setlocale(LC_CTYPE, "C");
  CHECK(known > 250'000);
}

TEST_CASE("terminal: cutting leaves whole graphemes and shows that it cut") {
  struct Case {
    std::string text;
    std::size_t columns;
    std::string cut;
  };
  const Case cases[] = {
      {"abcdef", 6, "abcdef"},
      {"abcdef", 5, "abcd…"},
      {"abcdef", 4, "abc…"},
      {"abcdef", 1, "…"},
      {"abcdef", 0, ""},
      {"漢字漢字", 8, "漢字漢字"},
      {"漢字漢字", 7, "漢字漢…"},
      {"漢字漢字", 6, "漢字…"},
      {"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
      {"👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"},
      {"", 3, ""},
  };
  for (const Case& c : cases) {
    INFO(c.text << " in " << c.columns);
    CHECK(cut_to_width(c.text, c.columns) == c.cut);
  }
}

TEST_CASE("terminal: a cut text is never wider than asked, whatever it holds") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"a",      " ",  "漢",     "e\u0301", "👩‍👧", "🇨", "\u200d",
                                     "\ufe0f", "한", "\u0600", "-"};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(pieces) - 1);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    for (int k = 0; k < 20; ++k) text += pieces[pick(random)];
    for (const std::size_t columns : {1U, 2U, 7U, 20U}) {
      if (display_width(cut_to_width(text, columns)) > columns) FAIL(text << " in " << columns);
    }
  }
}

TEST_CASE("terminal: graphemes tile the text") {
  const std::string text = "a\u0301b👩‍👧🇨🇦x";
  std::string joined;
  for (const Grapheme& grapheme : split_graphemes(text)) joined += grapheme.text;
  CHECK(joined == text);
  CHECK(split_graphemes(text).size() == 5);
  CHECK(split_graphemes("xe\u0301").size() == 2);
  CHECK(split_graphemes("ab").size() == 2);
  CHECK(grapheme_end(text, 0) == 3);
  CHECK(grapheme_end("abc", 2) == 3);
}

TEST_CASE("terminal: columns come from COLUMNS when there is no terminal, if it is a number in range") {
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  struct Case {
    const char* value;
    std::size_t columns;
  };
  for (const Case& c : {Case{"120", 120},
                        {"20", 40},
                        {"39", 40},
                        {"41", 41},
                        {"1", 40},
                        {"0", 80},
                        {"10000", 10000},
                        {"10001", 80},
                        {"12x", 80},
                        {"", 80},
                        {"-5", 80},
                        {"wide", 80},
                        {"99999999999999999999", 80}}) {
    ::setenv("COLUMNS", c.value, 1);
    CHECK(terminal_columns(pipe_ends[1]) == c.columns);
  }
  ::unsetenv("COLUMNS");
  CHECK(terminal_columns(pipe_ends[1]) == 80);
  CHECK_FALSE(is_terminal(pipe_ends[1]));
  CHECK_FALSE(use_color(When::kAuto, pipe_ends[1]));
  CHECK(use_color(When::kAlways, pipe_ends[1]));
  CHECK_FALSE(use_color(When::kNever, pipe_ends[1]));
  CHECK(terminal_rows(pipe_ends[1]) == 0);
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

TEST_CASE("terminal: CLICOLOR_FORCE colours what is no terminal, NO_COLOR beats it") {
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  struct Case {
    const char* force;
    const char* no_color;
    bool is_colored;
  };
  for (const Case& c : {Case{"1", "", true}, {"0", "", false}, {"", "", false}, {"1", "1", false}}) {
    ::setenv("CLICOLOR_FORCE", c.force, 1);
    ::setenv("NO_COLOR", c.no_color, 1);
    CHECK(use_color(When::kAuto, pipe_ends[1]) == c.is_colored);
    CHECK_FALSE(use_color(When::kNever, pipe_ends[1]));
  }
  ::unsetenv("CLICOLOR_FORCE");
  ::unsetenv("NO_COLOR");
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

TEST_CASE("terminal: a terminal tells its size, and is coloured unless it is dumb") {
  winsize size{};
  size.ws_row = 24;
  size.ws_col = 132;
  int ours = -1;
  int terminal = -1;
  REQUIRE(::openpty(&ours, &terminal, nullptr, nullptr, &size) == 0);
  ::setenv("COLUMNS", "99", 1);
  CHECK(is_terminal(terminal));
  CHECK(terminal_columns(terminal) == 132);
  CHECK(terminal_rows(terminal) == 24);
  for (const auto& [columns, used] : {std::pair(1, 40), {40, 40}, {12000, 10000}, {0, 99}}) {
    size.ws_col = static_cast<unsigned short>(columns);
    REQUIRE(::ioctl(terminal, TIOCSWINSZ, &size) == 0);
    CHECK(terminal_columns(terminal) == static_cast<std::size_t>(used));
  }
  size.ws_row = 0;
  REQUIRE(::ioctl(terminal, TIOCSWINSZ, &size) == 0);
  CHECK(terminal_rows(terminal) == 0);
  ::unsetenv("COLUMNS");

  const char* const term = std::getenv("TERM");
  const std::string term_before = term == nullptr ? "" : term;
  for (const auto& [value, is_colored] : {std::pair("xterm", true), {"dumb", false}, {"", false}}) {
    ::setenv("TERM", value, 1);
    CHECK(use_color(When::kAuto, terminal) == is_colored);
  }
  ::setenv("TERM", term_before.c_str(), 1);
  ::close(terminal);
  ::close(ours);
}

}  // namespace chokepoint
