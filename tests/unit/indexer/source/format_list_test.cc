// SPDX-License-Identifier: GPL-2.0-or-later
// The table of formats is the same in --formats, README.md and indexer.1.
#include "indexer/source/format_list.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/manual_page.h"

namespace chokepoint {

TEST_CASE("format_list: --formats has each format, and is readable at 80 columns", "[source]") {
  const std::string text = formats_text();
  for (const FormatInfo& info : all_formats()) {
    INFO(info.name);
    CHECK(text.find("\n" + std::string(info.name) + " ") != std::string::npos);
    CHECK(text.find(dotted_suffixes(info) + "\n") != std::string::npos);
    CHECK(text.find(" " + std::string(info.media_type) + "\n") != std::string::npos);
  }
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    const bool is_one_word = line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
    CHECK((line.size() < 80 || is_one_word));
  }
}

TEST_CASE("format_list: README.md has the rows of --formats", "[source]") {
  const std::vector<std::string> lines = read_source_lines("README.md");
  const auto heading =
      std::find(lines.begin(), lines.end(), "| format | suffixes | media type | how it is read |");
  REQUIRE(heading != lines.end());
  auto line = heading + 2;
  for (const FormatInfo& info : all_formats()) {
    REQUIRE(line != lines.end());
    CHECK(*line == "| " + std::string(info.name) + " | " + dotted_suffixes(info) + " | " +
                       std::string(info.media_type) + " | " + how_it_is_read(info) + " |");
    ++line;
  }
  CHECK((line == lines.end() || !line->starts_with("|")));
}

TEST_CASE("format_list: indexer.1 has the rows of --formats", "[source]") {
  ManualPage::Items expected;
  for (const FormatInfo& info : all_formats()) {
    expected.emplace_back(
        info.name, std::string(info.media_type) + " (" + dotted_suffixes(info) + ") " + how_it_is_read(info));
  }
  CHECK(ManualPage("indexer/indexer.1").list("formats") == expected);
}

}  // namespace chokepoint
