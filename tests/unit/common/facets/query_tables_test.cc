// SPDX-License-Identifier: GPL-2.0-or-later
// The tables that only queries are read by: words for measures, words that mean the same, stop words.
#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/ascii.h"
#include "common/facets/table.h"
#include "common/facets/vocabulary.h"
#include "common/text/fold.h"
#include "common/text/stemmer.h"

using namespace chokepoint;

namespace {

constexpr std::size_t kMaxPhraseWords = 5;  // that a query is searched for
constexpr std::size_t kMaxMeasures = 6;

Table table(const std::string& name) {
  return Table::parse(embedded_table(name), name);
}

// One line a fault, so that a failing test shows all of them.
using Faults = std::vector<std::string>;

std::string at(const Table& table, const Table::Row& row) {
  return table.name() + ':' + std::to_string(table.line_number(row)) + ": ";
}

bool is_language(std::string_view language) {
  return language == "zh" || language == "ja" || Stemmer(language).is_active();
}

std::size_t count_words(std::string_view phrase) {
  return 1 + static_cast<std::size_t>(
                 std::count_if(phrase.begin(), phrase.end(), [](char c) { return c == ' ' || c == '-'; }));
}

// What holds of all of them. `may_be_any` says that a row may be in no one language.
Faults faults_of(const Table& table, bool may_be_any) {
  const std::size_t words = table.column("words");
  const std::size_t language = table.column("language");
  const std::size_t source = table.column("source");
  Faults faults;
  for (const Table::Row& row : table.rows()) {
    std::set<std::string> seen;
    for (const std::string_view word : split_list(row.cells[words])) {
      const std::string folded = fold(word);
      if (!seen.insert(std::string(word)).second)
        faults.push_back(at(table, row) + "twice: " + std::string(word));
      if (folded.empty()) faults.push_back(at(table, row) + "no word: " + std::string(word));
      if (is_ascii(word) && folded != word)
        faults.push_back(at(table, row) + "capital: " + std::string(word));
      if (count_words(word) > kMaxPhraseWords)
        faults.push_back(at(table, row) + "long: " + std::string(word));
    }
    if (seen.empty()) faults.push_back(at(table, row) + "no words");
    const bool is_known = row.cells[language].empty() ? may_be_any : is_language(row.cells[language]);
    if (!is_known) faults.push_back(at(table, row) + "language: " + std::string(row.cells[language]));
    if (row.cells[source].empty()) faults.push_back(at(table, row) + "no source");
  }
  return faults;
}

}  // namespace

TEST_CASE("query tables: rows have words, each once, of a language that is known, and a source") {
  CHECK(faults_of(table("measure_words.tsv"), false) == Faults{});
  CHECK(faults_of(table("thesaurus.tsv"), true) == Faults{});
  CHECK(faults_of(table("stop_words.tsv"), false) == Faults{});
}

TEST_CASE("query tables: words suggest at most six measures, all of measures.tsv, each once") {
  const Vocabulary vocabulary = Vocabulary::load();
  const Table words = table("measure_words.tsv");
  const std::size_t column = words.column("measures");
  Faults faults;
  for (const Table::Row& row : words.rows()) {
    const std::vector<std::string_view> measures = split_list(row.cells[column]);
    if (measures.empty() || measures.size() > kMaxMeasures)
      faults.push_back(at(words, row) + "number of measures");
    for (const std::string_view measure : measures) {
      if (vocabulary.measures(measure).empty()) faults.push_back(at(words, row) + std::string(measure));
    }
    if (std::set<std::string_view>(measures.begin(), measures.end()).size() != measures.size())
      faults.push_back(at(words, row) + "a measure twice");
  }
  CHECK(faults == Faults{});
}

TEST_CASE("query tables: words for measures stand once in their language") {
  const Table words = table("measure_words.tsv");
  const std::size_t column = words.column("words");
  const std::size_t language = words.column("language");
  std::set<std::pair<std::string_view, std::string_view>> seen;
  Faults faults;
  for (const Table::Row& row : words.rows()) {
    for (const std::string_view word : split_list(row.cells[column])) {
      if (!seen.emplace(row.cells[language], word).second)
        faults.push_back(at(words, row) + std::string(word));
    }
  }
  CHECK(faults == Faults{});
}

TEST_CASE("query tables: words that mean the same are two at least") {
  const Table thesaurus = table("thesaurus.tsv");
  const std::size_t column = thesaurus.column("words");
  Faults faults;
  for (const Table::Row& row : thesaurus.rows()) {
    if (split_list(row.cells[column]).size() < 2) faults.push_back(at(thesaurus, row) + "one word");
  }
  CHECK(faults == Faults{});
}

TEST_CASE("query tables: a language has one row of stop words, of single words, and English is the first") {
  const Table stop_words = table("stop_words.tsv");
  const std::size_t words = stop_words.column("words");
  const std::size_t language = stop_words.column("language");
  const std::size_t ambiguous = stop_words.column("ambiguous");
  REQUIRE_FALSE(stop_words.rows().empty());
  CHECK(stop_words.rows().front().cells[language] == "en");
  std::set<std::string_view> languages;
  Faults faults;
  for (const Table::Row& row : stop_words.rows()) {
    if (!languages.insert(row.cells[language]).second)
      faults.push_back(at(stop_words, row) + "language twice");
    for (const std::string_view word : split_list(row.cells[words])) {
      if (count_words(word) > 1) faults.push_back(at(stop_words, row) + std::string(word));
    }
    const std::vector<std::string_view> listed = split_list(row.cells[words]);
    for (const std::string_view word : split_list(row.cells[ambiguous])) {
      if (row.cells[language] == "en" || std::find(listed.begin(), listed.end(), word) == listed.end())
        faults.push_back(at(stop_words, row) + "ambiguous " + std::string(word));
    }
  }
  CHECK(faults == Faults{});
}

TEST_CASE("query tables: the rows that were compared with their source are counted") {
  for (const char* name : {"measure_words.tsv", "thesaurus.tsv", "stop_words.tsv"}) {
    const Table counted = table(name);
    const std::size_t checked = counted.column("checked");
    const auto done = std::count_if(counted.rows().begin(), counted.rows().end(),
                                    [&](const Table::Row& row) { return !row.cells[checked].empty(); });
    std::cout << name << ": " << done << " of " << counted.rows().size() << " rows checked\n";
    CHECK_FALSE(counted.rows().empty());
  }
}
