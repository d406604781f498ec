// SPDX-License-Identifier: GPL-2.0-or-later
// What a search finds beyond its words, and in which order: names, meanings, corrections, boosts. On the
// tables as they are compiled in.
#include <algorithm>

#include <catch2/catch.hpp>

#include "searcher/feedback.h"
#include "searcher/search_run.h"
#include "tests/support/temp_index.h"

namespace chokepoint {
namespace {

const Vocabulary& vocabulary() {
  static const Vocabulary tables = Vocabulary::load();
  return tables;
}

std::vector<Article> articles() {
  std::vector<Article> all = {
      make_article("a", "Twitter pays", "The service settles with a senator."),
      make_article("b", "X appeals", "The owner of X went to court over the app."),
      make_article("c", "Beijing answers", "China speaks of a wall."),
      make_article("d", "The wall", "A wall is built by hand, says the PRC. The old app."),
      make_article("e", "A street", "The app is forbidden and the owner sad."),
      make_article("f", "An avenue", "It is gone for good."),
      make_article("g", "A zebra", "Chief executives like a walk. The horse ran."),
      make_article("h", "A walk", "The zebra is at a distance that no one has ever taken from the horse."),
      make_article("i", "A run", "The zebra and the horse rest side by side at one of the oldest trees."),
  };
  all[0].company = {also_value("X (Twitter)")};
  all[1].company = {core_value("X (Twitter)")};
  all[2].country = {core_value("CN")};
  all[3].country = {also_value("CN")};
  all[4].measure = {core_value("app-ban")};
  all[5].measure = {core_value("app-ban")};
  return all;
}

class Searched {
 public:
  explicit Searched(const std::vector<Article>& all)
      : temp_(all), index_(open_index({temp_.path()}, MissingShards::kRefuse)) {}

  SearchResults search(const std::string& query, Match match) const {
    SearchRequest request;
    request.query = query;
    request.match = match;
    request.limit = std::nullopt;
    request.explain = true;
    SearchResults results = run_search(index_, vocabulary(), request);
    CHECK(results.total == results.hits.size());
    return results;
  }

  // The ids in order of rank, joined.
  std::string ranked(const std::string& query, Match match) const {
    std::string ids;
    for (const Hit& hit : search(query, match).hits) ids += hit.article.id;
    return ids;
  }
  std::string found(const std::string& query, Match match) const {
    std::string ids = ranked(query, match);
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  TempIndex temp_;
  OpenIndex index_;
};

const Searched& fixture() {
  static const Searched made(articles());
  return made;
}

struct Case {
  std::string query;
  std::string found;
};

void check(const std::vector<Case>& cases, Match match) {
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(fixture().found(c.query, match) == c.found);
  }
}

// Each line is rounded to two decimals.
void check_explained(const Hit& hit) {
  double sum = 0;
  std::string lines;
  for (const std::string& line : hit.why) {
    sum += std::stod(line);
    lines += '\n' + line;
  }
  INFO(lines);
  CHECK(sum == Approx(hit.score).epsilon(0).margin(0.02 + 0.005 * static_cast<double>(hit.why.size())));
}

double score_of(const SearchResults& results, const std::string& id) {
  for (const Hit& hit : results.hits) {
    if (hit.article.id == id) return hit.score;
  }
  return -1;
}

}  // namespace

TEST_CASE("search by meaning: a name finds articles that call it by another, in each way to match") {
  for (const Match match : {Match::kAll, Match::kAuto, Match::kAny}) {
    check(
        {
            {"Twitter", "ab"},
            {"X", "ab"},
            {"PRC", "cd"},
            {"Peking", "cd"},
            {"(Twitter senator) OR (Twitter court)", "ab"},
        },
        match);
  }
  check({{"Twitter court", "b"}, {"Twitter AND court", "b"}, {"PRC wall", "cd"}, {"Twitter wall", ""}},
        Match::kAll);
}

TEST_CASE(
    "search by meaning: a name in quotes or in title: is that word and no other, one that is excluded is all "
    "its names") {
  check(
      {
          {"\"Twitter\"", "a"},
          {"title:Twitter", "a"},
          {"title:PRC", ""},
          {"court -Twitter", ""},
          {"app -PRC", "be"},
          {"owner NOT X", "e"},
          {"\"PRC\" wall", "d"},
      },
      Match::kAll);
}

TEST_CASE("search by meaning: NEAR is about words, so another name does not stand in") {
  check({{"X NEAR/2 court", ""}, {"X NEAR/9 court", "b"}, {"Twitter NEAR/9 court", ""}}, Match::kAll);
}

TEST_CASE("search by meaning: --match=all takes words as they are, stop words too") {
  check(
      {
          {"banned app", ""},
          {"ceo", ""},
          {"the wall", "d"},
          {"a wall", "cd"},
          {"by wall", "d"},
          {"by the wall of zebras", ""},
      },
      Match::kAll);
}

TEST_CASE(
    "search by meaning: --match=auto finds measures and words that mean the same if nothing has all words") {
  check(
      {
          {"app ban", "bdef"},
          {"ceo", "g"},
          {"by wall", "d"},
          {"what of the wall", "cd"},
          {"\"app ban\"", ""},
          {"by", "di"},
          {"wall -by", "c"},
          {"by -wall", "i"},
      },
      Match::kAuto);
}

TEST_CASE("search by meaning: --match=any takes any word, name or meaning") {
  check(
      {
          {"Twitter wall", "abcd"},
          {"ceo wall", "cdg"},
          {"the ceo", "g"},
          {"Twitter -wall", "ab"},
      },
      Match::kAny);
}

TEST_CASE("search by meaning: --match=auto falls back to any word inside a phrase that has other words") {
  const SearchResults results = fixture().search("prime minister walk", Match::kAuto);
  CHECK(results.relaxed);
  const SearchResults phrase = fixture().search("senior executive officer chief executive", Match::kAuto);
  CHECK(phrase.total > 0);
  const Searched lone({make_article("a", "Prime time", "A show.")});
  CHECK(lone.found("prime minister", Match::kAuto) == "a");
  CHECK(lone.search("prime minister", Match::kAuto).relaxed);
}

TEST_CASE("search by meaning: a word that is typed twice weighs twice, and finds the same") {
  const SearchResults once = fixture().search("zebra horse", Match::kAny);
  const SearchResults twice = fixture().search("zebra horse zebra", Match::kAny);
  CHECK(twice.total == once.total);
  const auto part = [](const SearchResults& results, const std::string& label) {
    for (const Hit& hit : results.hits) {
      for (const std::string& line : hit.why) {
        if (hit.article.id == "h" && line.ends_with("  " + label)) return std::stod(line);
      }
    }
    return 0.0;
  };
  CHECK(part(once, "zebra in the text") > 0);
  CHECK(part(twice, "zebra in the text") == Approx(2 * part(once, "zebra in the text")).margin(0.02));
  CHECK(part(twice, "horse in the text") == part(once, "horse in the text"));
}

TEST_CASE("search by meaning: a misspelt word is corrected with a note, and with --match=all only noted") {
  const auto notes = [](const std::string& query, Match match) {
    std::string text;
    for (const std::string& note : fixture().search(query, match).corrections) text += note;
    return text;
  };
  for (const Match match : {Match::kAny, Match::kAuto}) {
    check({{"zebar", "ghi"}, {"zebar horse", "ghi"}, {"\"zebar\"", ""}, {"senatro", "a"}}, match);
    CHECK(notes("zebar", match) == "no article has \"zebar\": searching for \"zebra\"");
    CHECK(notes("zebra", match).empty());
    CHECK(notes("\"zebar\"", match).empty());
  }
  check({{"zebar", ""}}, Match::kAll);
  CHECK(notes("zebar", Match::kAll) == "no article has \"zebar\"; did you mean \"zebra\"?");
  CHECK(notes("Zara", Match::kAny).empty());  // a company that no article has
}

TEST_CASE("search by meaning: what an article is filed under outranks a mention") {
  std::vector<Article> all = {make_article("a", "News", "Huawei and others met on one day."),
                              make_article("b", "News", "Huawei and others met on one day."),
                              make_article("c", "News", "Huawei and others met on one day."),
                              make_article("d", "News", "They met.")};
  all[0].company = {also_value("Huawei")};
  all[2].company = {core_value("Huawei")};
  const Searched searched(all);
  for (const Match match : {Match::kAll, Match::kAuto, Match::kAny}) {
    CHECK(searched.ranked("Huawei", match) == "cab");
    CHECK(searched.ranked("\"Huawei\"", match) == "cab");
  }
}

TEST_CASE("search by meaning: words that stand close together rank higher, where they do so in the query") {
  const SearchResults close = fixture().search("zebra horse", Match::kAll);
  const SearchResults apart = fixture().search("zebra AND horse", Match::kAll);
  CHECK(score_of(close, "i") > score_of(apart, "i") + 0.02);
  CHECK(score_of(close, "h") == Approx(score_of(apart, "h")));
  CHECK(score_of(close, "i") > score_of(close, "h") + 0.02);
}

namespace {

// Two articles that answer in the words of the question, one that shares other words with them.
std::vector<Article> articles_about_quagga() {
  const std::string question = "Alpine brave crimson dusty eager fancy gentle. ";
  std::vector<Article> all = {
      make_article("a", "One", question + "The quagga and the okapi met."),
      make_article("b", "Two", question + "A quagga and an okapi met."),
      make_article("c", "Three", "Alpine: long ago some quagga saw some okapi there."),
      make_article("d", "Four", "Alpine: long ago some people saw some others there.")};
  for (char id = 'e'; id < 'v'; ++id) all.push_back(make_article({id}, "Other", "Nothing more. Quiet."));
  all.push_back(make_article("z", "Only a quagga", "And an okapi."));
  return all;
}

bool has_feedback(const SearchResults& results) {
  for (const Hit& hit : results.hits) {
    for (const std::string& line : hit.why) {
      if (line.find("words of the best articles") != std::string::npos) return true;
    }
  }
  return false;
}

}  // namespace

TEST_CASE("search by meaning: feedback lifts for long queries only, and finds nothing new") {
  const Searched searched(articles_about_quagga());
  const std::string six = "alpine brave crimson dusty eager fancy";
  const std::string seven = six + " gentle";
  CHECK_FALSE(has_feedback(searched.search(six, Match::kAny)));
  CHECK_FALSE(has_feedback(searched.search(six + " the of and", Match::kAny)));
  CHECK_FALSE(has_feedback(searched.search(six + " fancy fancy", Match::kAny)));
  CHECK_FALSE(has_feedback(searched.search(six + " -gentle -nowhere", Match::kAny)));
  CHECK_FALSE(has_feedback(searched.search(seven, Match::kAll)));
  const SearchResults results = searched.search(seven, Match::kAny);
  CHECK(has_feedback(results));
  CHECK(results.total == searched.search(six, Match::kAny).total);
  CHECK(results.total == 4);
  CHECK(score_of(results, "c") > score_of(results, "d") + 0.1);
  const SearchResults before = searched.search(six, Match::kAny);
  CHECK(score_of(before, "c") == Approx(score_of(before, "d")).margin(0.1));
}

TEST_CASE("search by meaning: --explain's parts add up to the score") {
  for (const char* query :
       {"Twitter", "Twitter court", "Twitter X", "Twitter twitter", "PRC wall 2020", "app ban",
        "the ceo of the app", "zebra horse zebra", "zebar horse", "Twitter -wall",
        "chief executive horse \"a walk\" senator app", "lawmaker senator"}) {
    for (const Match match : {Match::kAll, Match::kAuto, Match::kAny}) {
      for (const Hit& hit : fixture().search(query, match).hits) {
        INFO(query << " (" << static_cast<int>(match) << "), " << hit.article.id);
        check_explained(hit);
      }
    }
  }
  for (const Hit& hit : Searched(articles_about_quagga())
                            .search("alpine brave crimson dusty eager fancy gentle", Match::kAny)
                            .hits) {
    check_explained(hit);
  }
}

}  // namespace chokepoint
