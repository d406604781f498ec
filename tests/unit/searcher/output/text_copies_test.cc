// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_copies.h"

#include <string>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

Article copy(std::string publisher, std::string url, std::string id) {
  Article article;
  article.publisher = std::move(publisher);
  article.url = std::move(url);
  article.id = std::move(id);
  return article;
}

std::string text_of(const std::vector<Article>& copies) {
  std::string text;
  for (const Span& span : copies_line(copies)) text += span.text;
  return text;
}

}  // namespace

TEST_CASE("copies: named by publisher, else by host, else by id") {
  struct Case {
    Article article;
    const char* name;
  };
  const auto test = GENERATE(Case{copy("Wire", "https://example.org/a", "a"), "Wire"},
                             Case{copy("", "", "2031/a.txt"), "2031/a.txt"},
                             Case{copy("", "https://www.example.org/a?b", "a"), "example.org"},
                             Case{copy("", "http://me:secret@example.org:8080#x", "a"), "example.org"},
                             Case{copy("", "example.org/a", "a.txt"), "a.txt"},
                             Case{copy("", "https:///a", "a.txt"), "a.txt"});
  CHECK(text_of({test.article}) == "also 1 copy: " + std::string(test.name));
}

TEST_CASE("copies: each name once, and not more than fit") {
  CHECK(text_of({}).empty());
  CHECK(text_of({copy("A", "", ""), copy("B", "", ""), copy("A", "", "")}) == "also 3 copies: A (2), B");
  std::vector<Article> many;
  for (int i = 0; i < 11; ++i) many.push_back(copy(std::string(1, static_cast<char>('A' + i)), "", ""));
  CHECK(text_of(many) == "also 11 copies: A, B, C, D, E, F, G, H and 3 more");
}

}  // namespace chokepoint
