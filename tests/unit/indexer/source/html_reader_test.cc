// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html_reader.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

std::vector<RawOutcome> read(const std::string& bytes) {
  SourceFile file;
  file.id = "press/a.html";
  file.path = "/data/press/a.html";
  std::vector<RawOutcome> outcomes;
  read_html({file, "a.html", bytes}, [&](RawOutcome&& outcome) { outcomes.push_back(std::move(outcome)); });
  return outcomes;
}

}  // namespace

TEST_CASE("html reader: a page is one article") {
  const auto outcomes = read(
      "<html lang=en><title>Firm barred</title><body><p>The ministry said that the firm may no longer bid "
      "for "
      "contracts, and that those it has end in June.</p><p>It will appeal.</p></body></html>");
  REQUIRE(outcomes.size() == 1);
  const auto& article = std::get<RawArticle>(outcomes[0]);
  CHECK(article.id == "press/a.html");
  CHECK(article.path == "/data/press/a.html");
  CHECK(article.metadata.title == "Firm barred");
  CHECK(article.metadata.language == "en");
  CHECK(article.text.starts_with("The ministry said"));
}

TEST_CASE("html reader: a page without text is skipped, with its reason") {
  const std::pair<const char*, const char*> cases[] = {
      {"", "empty"}, {" \n\t ", "empty"}, {"<html><body><script>x()</script></body></html>", "no-text"}};
  for (const auto& [bytes, reason] : cases) {
    CAPTURE(bytes);
    const auto outcomes = read(bytes);
    REQUIRE(outcomes.size() == 1);
    CHECK(std::get<Skip>(outcomes[0]).reason == reason);
  }
}
