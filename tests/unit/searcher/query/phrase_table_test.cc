// SPDX-License-Identifier: GPL-2.0-or-later
// On the compiled-in tables, as there are no others: by rows that no edit is likely to take away.
#include "searcher/query/phrase_table.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "searcher/query/parser.h"

namespace chokepoint {
namespace {

WordRun run_of(const std::string& query) {
  return word_runs(Analyzer(), parse_query(query).root.value()).front();
}

// Where the phrase is found: "0-2 2-4"; empty: nowhere.
std::string places(const std::string& name, const std::string& query, const std::string& phrase) {
  std::string text;
  const WordRun run = run_of(query);
  const PhraseTable table(name, {run});
  for (const PhraseMatch& match : table.find(run)) {
    if (table.words(match.row)[match.phrase] != phrase) continue;
    text +=
        (text.empty() ? "" : " ") + std::to_string(match.first_word) + '-' + std::to_string(match.last_word);
  }
  return text;
}

struct Case {
  std::string query;
  std::string phrase;
  std::string places;
};

void check(const std::string& name, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.query << ": " << c.phrase);
    CHECK(places(name, c.query, c.phrase) == c.places);
  }
}

}  // namespace

TEST_CASE("phrase table: a phrase is found in any form of its words, wherever it stands") {
  check("measure_words.tsv", {
                                 {"ban", "ban", "0-1"},
                                 {"Banning the zebra", "ban", "0-1"},
                                 {"a ban and more bans", "ban", "1-2 4-5"},
                                 {"two app bans", "app ban", "1-3"},
                                 {"app of a ban", "app ban", ""},
                                 {"banner", "ban", ""},
                             });
}

TEST_CASE("phrase table: a hyphen parts words as a space does, after one letter too") {
  check("measure_words.tsv", {
                                 {"geo block", "geo-block", "0-2"},
                                 {"geo-blocking", "geo-block", "0-2"},
                                 {"an X ban", "x ban", "1-3"},
                             });
  check("thesaurus.tsv", {
                             {"e-commerce", "e-commerce", "0-2"},
                             {"e commerce", "e-commerce", "0-2"},
                             {"government employees", "government employee", "0-2"},
                         });
}

TEST_CASE("phrase table: words are stemmed in the language of their row, and as written without one") {
  for (const char* query : {"verboten", "interdictions", "запреты", "禁令", "禁止"}) {
    INFO(query);
    const WordRun run = run_of(query);
    const PhraseTable table("measure_words.tsv", {run});
    const std::vector<PhraseMatch> found = table.find(run);
    REQUIRE_FALSE(found.empty());
    for (const PhraseMatch& match : found) CHECK(table.language(match.row) != "en");
  }
  const WordRun zebra = run_of("zebra");
  CHECK(PhraseTable("measure_words.tsv", {zebra}).find(zebra).empty());
}

TEST_CASE("phrase table: every phrase of a table is found in itself") {
  for (const char* name : {"measure_words.tsv", "thesaurus.tsv"}) {
    const Table table = Table::parse(embedded_table(name), name);
    const std::size_t words = table.column("words");
    std::vector<std::string> lost;
    for (const Table::Row& row : table.rows()) {
      for (const std::string_view phrase : split_list(row.cells[words])) {
        if (places(name, '"' + std::string(phrase) + '"', std::string(phrase)).empty())
          lost.emplace_back(phrase);
      }
    }
    INFO(name);
    CHECK(lost == std::vector<std::string>{});
  }
}

TEST_CASE("phrase table: a table without the columns, or none, is refused") {
  CHECK_THROWS_AS(PhraseTable("companies.tsv", {run_of("zebra")}), UsageError);
  CHECK_THROWS_AS(PhraseTable("nothing.tsv", {run_of("zebra")}), UsageError);
}

}  // namespace chokepoint
