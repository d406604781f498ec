// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_meaning.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

const QueryWorld& world() {
  static const QueryWorld made({make_article("a", "Zebra", "A zebra.")});
  return made;
}

struct Case {
  std::string query;
  std::string found;
};

// "app ban; fine".
std::string measure_words_in(const std::string& query) {
  std::string text;
  for (const QueryMeasure& measure : world().meaning(query).measures)
    text += (text.empty() ? "" : "; ") + measure.words;
  return text;
}

std::string periods_in(const std::string& query) {
  std::string text;
  for (const QueryPeriod& period : world().meaning(query).periods) {
    text += (text.empty() ? "" : "; ") + period.words + ": " + to_iso(period.dates.since.value()) + ".." +
            to_iso(period.dates.until.value());
  }
  return text;
}

}  // namespace

TEST_CASE("query meaning: a measure is meant by the longest words for it") {
  const std::vector<Case> cases = {
      {"zebra", ""},
      {"banned zebras", "banned"},
      {"two app bans", "app bans"},
      {"ban of an app", "ban"},
      {"\"app ban\"", "app ban"},
      {"-ban zebra", ""},
      {"title:ban", ""},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(measure_words_in(c.query) == c.found);
  }
}

TEST_CASE("query meaning: measures are leaves, each once, though the table may name a group") {
  const std::vector<std::string> all = world().vocabulary().all_measures();
  for (const char* query : {"ban", "sanctions", "fine", "geo-blocking", "crackdown", "ban ban"}) {
    for (const QueryMeasure& measure : world().meaning(query).measures) {
      INFO(query << ": " << joined(measure.leaves));
      CHECK_FALSE(measure.leaves.empty());
      std::vector<std::string> leaves = measure.leaves;
      std::sort(leaves.begin(), leaves.end());
      CHECK(std::unique(leaves.begin(), leaves.end()) == leaves.end());
      for (const std::string& leaf : leaves) CHECK(std::find(all.begin(), all.end(), leaf) != all.end());
    }
  }
}

TEST_CASE("query meaning: each place of a measure's words is known") {
  std::string places;
  const QueryMeaning meaning = world().meaning("(zebra ban) OR (horse ban)");
  for (const QueryMeasure& measure : meaning.measures)
    places += typed(meaning, measure.span) + '@' + std::to_string(measure.span.run) + ' ';
  CHECK(places == "ban@0 ban@1 ");
}

TEST_CASE("query meaning: words that mean the same are known of bare words, not of quoted ones") {
  const QueryMeaning meaning = world().meaning("the chief executive");
  REQUIRE(meaning.synonyms.size() == 1);
  CHECK(typed(meaning, meaning.synonyms[0].span) == "chief executive");
  const std::vector<std::string>& phrases = meaning.synonyms[0].phrases;
  CHECK(std::find(phrases.begin(), phrases.end(), "ceo") != phrases.end());
  CHECK(std::find(phrases.begin(), phrases.end(), "chief executive") == phrases.end());
  CHECK(world().meaning("\"chief executive\"").synonyms.empty());
  CHECK(world().meaning("-lawmaker zebra").synonyms.empty());
}

TEST_CASE("query meaning: a year or a month of a year is a period, another number is not") {
  const std::vector<Case> cases = {
      {"zebra 2020", "2020: 2020-01-01..2020-12-31"},
      {"February 2024", "february 2024: 2024-02-01..2024-02-29"},
      {"may 2021 or 2022", "may 2021: 2021-05-01..2021-05-31; 2022: 2022-01-01..2022-12-31"},
      {"february zebra 2020", "2020: 2020-01-01..2020-12-31"},
      {"february", ""},
      {"1989 20200 202 2100", ""},
      {"1990 2099", "1990: 1990-01-01..1990-12-31; 2099: 2099-01-01..2099-12-31"},
      {"date:2020 zebra", ""},
      {"zebra -2020", ""},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(periods_in(c.query) == c.found);
  }
}

TEST_CASE("query meaning: names are those of the tables given") {
  const QueryMeaning meaning = world().meaning("Warble banned in Ruritania");
  REQUIRE(meaning.names.size() == 2);
  CHECK(meaning.names[0].value == "Zeta (Warble)");
  CHECK(meaning.names[1].value == "RU");
  CHECK(world().meaning("...").runs.empty());
}

}  // namespace chokepoint
