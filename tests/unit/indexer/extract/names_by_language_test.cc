// SPDX-License-Identifier: GPL-2.0-or-later
// names_by_language.tsv: whom sentences of many languages name, with the real tables.
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "common/facets/table.h"
#include "indexer/extract/extraction.h"

using namespace chokepoint;

namespace {

struct NamingSentence {
  std::string language, text, countries, companies;
};

std::vector<NamingSentence> read_sentences() {
  std::ifstream in(CHOKEPOINT_SOURCE_DIR "/tests/unit/indexer/extract/names_by_language.tsv");
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const Table table = Table::parse(text, "names_by_language.tsv");
  std::vector<NamingSentence> sentences;
  for (const Table::Row& row : table.rows()) {
    const auto cell = [&](std::string_view column) { return std::string(row.cells[table.column(column)]); };
    sentences.push_back({cell("language"), cell("text"), cell("countries"), cell("companies")});
  }
  return sentences;
}

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded;
}

Reading read(const Article& article) {
  static const Extraction extraction(vocabulary().data());
  return extraction.read(article);
}

std::string joined(const std::set<std::string_view>& values) {
  std::string text;
  for (const std::string_view value : values) text.append(text.empty() ? "" : ";").append(value);
  return text;
}

}  // namespace

TEST_CASE("names by language: countries and companies are found as each language writes them") {
  for (const NamingSentence& expected : read_sentences()) {
    Article article;
    article.language = expected.language;
    article.text = expected.text;
    const Reading reading = read(article);
    std::set<std::string_view> countries, companies;
    for (const Mention& mention : reading.mentions) {
      if (mention.is_state()) {
        countries.insert(mention.code);
      } else {
        companies.insert(company_name(reading, vocabulary().data(), mention.row));
      }
    }
    INFO(expected.language << ": " << expected.text);
    CHECK(joined(countries) == expected.countries);
    CHECK(joined(companies) == expected.companies);
  }
}

TEST_CASE("names by language: at least these languages have sentences with names and without") {
  std::map<std::string, std::pair<bool, bool>> seen;
  for (const NamingSentence& sentence : read_sentences()) {
    auto& [with_names, without] = seen[sentence.language];
    (sentence.countries.empty() && sentence.companies.empty() ? without : with_names) = true;
  }
  for (const char* language : {"ar", "de", "es", "fr", "hi", "it", "ja", "ko", "pt", "ru", "tr", "zh"}) {
    INFO(language);
    CHECK(seen[language].first);
    CHECK(seen[language].second);
  }
}

// The tables that the names stand in.
TEST_CASE("names by language: every name of a company is of a row of companies.tsv") {
  std::set<std::string_view> known;
  for (const CompanyRow& row : vocabulary().data().companies) known.insert(row.name);
  for (const CompanyNameRow& row : vocabulary().data().company_names) {
    INFO(row.name);
    CHECK(known.contains(row.company));
    CHECK_FALSE(row.languages.empty());
  }
}

TEST_CASE("names by language: a form has a kind that is known, and no form is empty") {
  for (const NameFormRow& row : vocabulary().data().name_forms) {
    INFO(row.language << ' ' << row.kind << ' ' << row.base);
    CHECK((row.kind == "prefix" || row.kind == "ending" || row.kind == "particle"));
    CHECK_FALSE(row.forms.empty());
    CHECK((row.kind != "particle" || row.base.empty()));
  }
}
