// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/markdown_reader.h"

#include <optional>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

RawOutcome read(const std::string& markdown) {
  SourceFile file;
  file.id = "a.md";
  file.path = "/x/a.md";
  std::optional<RawOutcome> outcome;
  read_markdown({file, "a.md", markdown}, [&](RawOutcome&& given) {
    REQUIRE(!outcome);
    outcome = std::move(given);
  });
  REQUIRE(outcome);
  return std::move(*outcome);
}

RawArticle read_article(const std::string& markdown) {
  return std::get<RawArticle>(read(markdown));
}

}  // namespace

TEST_CASE("markdown_reader: a block is a line, and raw HTML is text of its own", "[source]") {
  CHECK(read_article("One\nline.\n\n* a\n* b\n\n> quoted\n\n<div>raw <b>HTML</b> &amp; more</div>\n").text ==
        "One line.\n\n- a\n- b\n\nquoted\n\nraw HTML & more");
}

TEST_CASE("markdown_reader: the title is the front matter's, else the first heading", "[source]") {
  const RawArticle both = read_article("---\ntitle: T\nlang: en\n---\n# H\n\nText");
  CHECK(both.id == "a.md");
  CHECK(both.metadata.title == "T");
  CHECK(both.metadata.language == "en");
  CHECK(read_article("# H &amp; *I*\n\nText").metadata.title == "H & I");
  CHECK(read_article("Text\n\n# H").metadata.title.empty());
}

TEST_CASE("markdown_reader: without text the title stands for it; without both it is skipped", "[source]") {
  CHECK(read_article("---\ntitle: T\n---\n").text == "T");
  CHECK(std::get<Skip>(read("---\nlang: en\n---\n![](a.png)")).reason == "no-text");
  CHECK(std::get<Skip>(read(" \n")).reason == "empty");
}

TEST_CASE("markdown_reader: what is nested a hundred thousand deep is text", "[source]") {
  for (const char* mark : {">", "- ", "[", "*"}) {
    std::string markdown;
    for (int i = 0; i < 100'000; ++i) markdown += mark;
    INFO(mark);
    CHECK(read_article(markdown + "ships").text.ends_with("ships"));
  }
}

TEST_CASE("markdown_reader: front matter that is not closed is text, and noted", "[source]") {
  const RawArticle article = read_article("---\ntitle: T\n\nText");
  CHECK(article.metadata.title.empty());
  CHECK(article.text.find("title: T") != std::string::npos);
  REQUIRE(!article.notes.empty());
  CHECK(article.notes[0] == "front matter: not closed within 64 KiB, taken as text");
}
