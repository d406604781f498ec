// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/article_ids.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("article_ids: the article's own id, else its number, each once in a file", "[source]") {
  ArticleIds ids("a.rss");
  CHECK(ids.next("k", 1) == "a.rss#k");
  CHECK(ids.next("", 2) == "a.rss#2");
  CHECK(ids.next(" k\n", 3) == "a.rss#k~2");
  CHECK(ids.next("k", 4) == "a.rss#k~3");
  CHECK(ids.next("k~4", 5) == "a.rss#k~4");
  CHECK(ids.next("k", 6) == "a.rss#k~5");
  CHECK(ids.next("2", 7) == "a.rss#2~2");
}

TEST_CASE("article_ids: an id is cut at 200 bytes, between characters", "[source]") {
  ArticleIds ids("f");
  CHECK(ids.next(std::string(199, 'x') + "\u00E9", 1) == "f#" + std::string(199, 'x'));
  CHECK(ids.next(std::string(300, 'y'), 2) == "f#" + std::string(200, 'y'));
}

TEST_CASE("article_ids: one id half a million times takes linear time", "[source]") {
  ArticleIds ids("f");
  std::string last;
  for (std::size_t i = 1; i <= 500'000; ++i) last = ids.next("x", i);
  CHECK(last == "f#x~500000");
}
