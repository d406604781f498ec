// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/clusters.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/duplicates/signature.h"
#include "tests/support/drawn_text.h"

namespace chokepoint {
namespace {

ClusterCandidate candidate(std::string id, std::string published, const std::vector<std::string>& words) {
  return {std::move(id), std::move(published), signature_of(words)};
}

// The leader's id by the article's.
std::map<std::string, std::string> led(const std::vector<ClusterCandidate>& articles) {
  const std::vector<std::size_t> leaders = find_leaders(articles);
  std::map<std::string, std::string> by_id;
  for (std::size_t i = 0; i < articles.size(); ++i) by_id[articles[i].id] = articles[leaders[i]].id;
  return by_id;
}

// Forty stories, each with up to eight copies of different likeness and date.
std::vector<ClusterCandidate> draw_articles(std::mt19937& random) {
  std::vector<ClusterCandidate> articles;
  for (int story = 0; story < 40; ++story) {
    const std::vector<std::string> words = draw_words(random, 50 + random() % 300);
    for (std::size_t copy = 0, copies = random() % 9; copy < copies; ++copy) {
      const std::string id = std::to_string(story) + "/" + std::to_string(copy);
      const std::string published =
          random() % 4 == 0 ? std::string() : std::to_string(20240101 + random() % 28);
      articles.push_back(
          candidate(id, published, with_replaced(random, words, 0.05 * static_cast<double>(random() % 5))));
    }
  }
  return articles;
}

}  // namespace

TEST_CASE("clusters: the earliest article leads; undated ones come last, then ids decide") {
  std::mt19937 random(1);
  const auto story = draw_words(random, 100);
  const auto other = draw_words(random, 100);
  const auto leaders = led({candidate("undated", "", story),
                            candidate("b", "20240302", story),
                            candidate("late", "202404", story),
                            candidate("c", "20240302", story),
                            candidate("other", "20200101", other),
                            {"empty", "2019", ""}});
  REQUIRE(
      leaders ==
      std::map<std::string, std::string>{
          {"undated", "b"}, {"b", "b"}, {"late", "b"}, {"c", "b"}, {"other", "other"}, {"empty", "empty"}});
}

TEST_CASE("clusters: articles without words are nobody's copies") {
  REQUIRE(led({{"a", "", ""}, {"b", "", ""}}) == std::map<std::string, std::string>{{"a", "a"}, {"b", "b"}});
  REQUIRE(find_leaders({}).empty());
}

TEST_CASE("clusters: what resembles only another copy is not pulled in by it") {
  std::mt19937 random(2);
  const auto a = draw_words(random, 300);
  // Each shares three quarters with the one before, so the first and the last share a quarter.
  auto b = a;
  auto c = a;
  auto d = a;
  const auto fresh = draw_words(random, 300);
  const auto renew = [&fresh](std::vector<std::string>& words, std::size_t begin, std::size_t end) {
    std::copy(fresh.begin() + static_cast<long>(begin), fresh.begin() + static_cast<long>(end),
              words.begin() + static_cast<long>(begin));
  };
  renew(b, 0, 75);
  renew(c, 0, 150);
  renew(d, 0, 225);
  REQUIRE(are_copies(signature_of(b), signature_of(c)));
  REQUIRE_FALSE(are_copies(signature_of(a), signature_of(c)));
  const auto leaders = led({candidate("a", "20240101", a), candidate("b", "20240102", b),
                            candidate("c", "20240103", c), candidate("d", "20240104", d)});
  REQUIRE(leaders == std::map<std::string, std::string>{{"a", "a"}, {"b", "a"}, {"c", "c"}, {"d", "c"}});
}

TEST_CASE("clusters: of two leaders that it resembles, an article joins the earlier") {
  std::mt19937 random(3);
  auto first = draw_words(random, 200);
  auto second = draw_words(random, 200);
  auto both = first;
  both.insert(both.end(), second.begin(), second.end());
  const auto leaders = led({candidate("both", "20240103", both), candidate("second", "20240102", second),
                            candidate("first", "20240101", first)});
  REQUIRE(leaders.at("second") == "second");
  REQUIRE(leaders.at("both") == "first");
}

TEST_CASE("clusters: the order of the articles changes nothing, and each law of a cluster holds") {
  const auto seed = GENERATE(range(1U, 11U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  std::vector<ClusterCandidate> articles = draw_articles(random);
  const auto leaders = led(articles);
  std::map<std::string, const ClusterCandidate*> by_id;
  for (const ClusterCandidate& article : articles) by_id[article.id] = &article;
  const auto order = [](const ClusterCandidate& article) {
    return std::make_tuple(article.published.empty(), article.published, article.id);
  };
  std::size_t joined = 0;
  for (const auto& [id, leader] : leaders) {
    CAPTURE(id, leader);
    REQUIRE(leaders.at(leader) == leader);
    if (leader == id) continue;
    ++joined;
    REQUIRE(order(*by_id[leader]) < order(*by_id[id]));
    REQUIRE(are_copies(by_id[leader]->signature, by_id[id]->signature));
  }
  REQUIRE(joined > 50);
  // As comparing all with all would have it: no article that leads is a copy of an earlier leader.
  for (const auto& [id, leader] : leaders) {
    if (leader != id) continue;
    for (const auto& [earlier, its_leader] : leaders) {
      if (its_leader == earlier && order(*by_id[earlier]) < order(*by_id[id]))
        REQUIRE_FALSE(are_copies(by_id[earlier]->signature, by_id[id]->signature));
    }
  }
  for (int round = 0; round < 3; ++round) {
    std::shuffle(articles.begin(), articles.end(), random);
    REQUIRE(led(articles) == leaders);
  }
}

TEST_CASE("clusters: a thousand notices from one form do not hide a copy of one of them") {
  std::mt19937 random(4);
  const auto form = draw_words(random, 80);
  std::vector<ClusterCandidate> articles;
  for (int i = 0; i < 1000; ++i) {
    auto notice = form;
    for (std::size_t at = 5; at < notice.size(); at += 8) notice[at] = std::to_string(random() % 100000);
    articles.push_back(candidate("notice" + std::to_string(i), "20240101", notice));
    if (i == 900) articles.push_back(candidate("copy", "20240102", notice));
  }
  std::size_t copies = 0;
  for (const auto& [id, leader] : led(articles)) {
    if (id == leader) continue;
    ++copies;
    REQUIRE(id == "copy");
    REQUIRE(leader == "notice900");
  }
  REQUIRE(copies == 1);
}

TEST_CASE("clusters: what comes back after months must be closer to be a copy") {
  std::mt19937 random(5);
  const auto story = draw_words(random, 400);
  const auto cut = std::vector<std::string>(story.begin(), story.begin() + 320);
  const auto half_new = with_replaced(random, story, 0.15);
  const auto leads = [&](const std::string& published, const std::vector<std::string>& later) {
    return led({candidate("story", "20240101", story), candidate("later", published, later)}).at("later") ==
           "story";
  };
  REQUIRE(leads("20240120", half_new));
  REQUIRE_FALSE(leads("20240620", half_new));
  REQUIRE(leads("202406", half_new));  // of which day is unknown
  REQUIRE(leads("", half_new));
  REQUIRE(leads("20240620", cut));
}

TEST_CASE("clusters: what shares its wording with many that state other facts must be closer to be a copy") {
  std::mt19937 random(6);
  const auto form = draw_words(random, 200);
  const auto filled = [&](int first) {
    auto notice = form;
    for (std::size_t at = 5; at < notice.size(); at += 20) notice[at] = std::to_string(first++);
    return notice;
  };
  const auto notice = filled(1000);
  const auto edited = with_replaced(random, notice, 0.15);
  std::vector<ClusterCandidate> articles = {candidate("a notice", "20240101", notice),
                                            candidate("edited", "20240102", edited)};
  REQUIRE(led(articles).at("edited") == "a notice");
  for (int i = 2; i < 30; ++i)
    articles.push_back(candidate("notice" + std::to_string(i), "20240101", filled(1000 * i)));
  REQUIRE(led(articles).at("edited") == "edited");
}

}  // namespace chokepoint
