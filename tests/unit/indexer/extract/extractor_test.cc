// SPDX-License-Identifier: GPL-2.0-or-later
// Which names become values of the facets, in an invented world. What is core depends on the training of the
// models: see whole_articles_test.cc.
#include "indexer/extract/extractor.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/extract/extraction.h"

using namespace chokepoint;

namespace {

constexpr const char* kCountries =
    "code\tname\tkind\tcapital\tdemonyms\tnames\tambiguous\tcues\tgives\tsource\tchecked\n"
    "RU\tRuritania\tstate\tStrelsau\tRuritanian;Ruritanians\t\t\t\t\ttest\t\n"
    "ZE\tZembla\tstate\tOnhava\tZemblan;Zemblans\t\t\t\t\ttest\t\n"
    "LA\tLake\tstate\t\tLakish\t\tLake\tLakish;Port Lake\t\ttest\t\n"
    "IS\tIsle of Ruritania\tterritory\t\t\t\t\t\tRU\ttest\t\n";
constexpr const char* kPlaces =
    "name\tcode\tkind\tguard\tnot\tsource\tchecked\n"
    "Strelsau\tRU\tmetonym\tactor\tTimes\ttest\t\n"
    "Onhava\tZE\tmetonym\tactor\t\ttest\t\n";
constexpr const char* kAuthorities =
    "name\tcode\tkind\taliases\tcontext\tsource\tchecked\n"
    "Ruritanian Telecom Board\tRU\tregulator\tTelecom Board;RTB\tRTB\ttest\t\n"
    "Ruritanian High Court\tRU\tcourt\tHigh Court\tHigh Court\ttest\t\n"
    "Zemblan High Court\tZE\tcourt\tHigh Court\tHigh Court\ttest\t\n"
    "Zemblan Privacy Office\tZE\tregulator\tPrivacy Office\t\ttest\t\n";
constexpr const char* kStopPhrases =
    "phrase\tkind\tsource\tchecked\n"
    "Zembla Post\tmedia\ttest\t\n"
    "Ruritania House\torganisation\ttest\t\n";
constexpr const char* kLocalNames =
    "name\tcode\tlanguage\tsource\tchecked\n"
    "Ruritanie\tRU\tfr\ttest\t\n"
    "鲁里坦尼亚\tRU\tzh\ttest\t\n";
constexpr const char* kCompanies =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\t"
    "checked\n"
    "Lumo\tcompany\t\tZE\tplatform\t芦莫\t\t\t\t\t\t\ttest\t\n"
    "ChatFox\tbrand\tLumo\tZE\tplatform\t\tFoxCam\t\t\t\t\t\ttest\t\n"
    "Norvik\tcompany\t\tZE\ttelecom\tNorvik Telecom\t\t\t\t\t\t\ttest\t\n"
    "Spark\tcompany\t\tRU\tsoftware\t\tSparkBook\tambiguous\t\tSparkBook;Ada Spark\t\t\ttest\t\n"
    "OldBrand\tbrand\tNorvik\tZE\thardware\t\t\t\t\t\t\t2020-11-17\ttest\t\n";

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load_texts({{"countries.tsv", kCountries},
                                                           {"places.tsv", kPlaces},
                                                           {"authorities.tsv", kAuthorities},
                                                           {"stop_phrases.tsv", kStopPhrases},
                                                           {"country_names_cldr.tsv", kLocalNames},
                                                           {"companies.tsv", kCompanies}});
  return loaded;
}

Article extracted(const std::string& title, const std::string& body, const std::string& language = "en",
                  const std::string& published = {}) {
  static const Extractor extractor(vocabulary());
  Article article;
  article.title = title;
  article.text = title + "\n\n" + body;
  article.body_begin = title.size() + 2;
  article.language = language;
  article.published = published;
  extractor.extract(article);
  return article;
}

// "RU ZE", core or not.
std::string show(const std::vector<FacetValue>& values) {
  std::string shown;
  for (const FacetValue& value : values) shown += (shown.empty() ? "" : " ") + value.value;
  return shown;
}

}  // namespace

TEST_CASE("extractor: names are matched whole, longest first, in their case") {
  struct Case {
    const char* body;
    const char* countries;
  };
  const Case cases[] = {{"He lives in Ruritania.", "RU"},     {"He reads the Zembla Post.", ""},
                        {"He reads the Strelsau Times.", ""}, {"zembla is a word.", ""},
                        {"Zemblarium is a word.", ""},        {"He saw the Isle of Ruritania.", "RU"},
                        {"See www.example.Zembla/x.", ""},    {"Ruritania House is a hotel.", ""},
                        {"He swam in Lake waters.", ""},      {"The Lakish people of Lake swim.", "LA"},
                        {"Ruritania’s king left.", "RU"}};
  for (const Case& c : cases) {
    INFO(c.body);
    CHECK(show(extracted("News of the day", c.body).country) == c.countries);
  }
}

TEST_CASE("extractor: an ambiguous company needs a cue") {
  CHECK(show(extracted("News of the day", "Spark flew from the fire.").company).empty());
  CHECK(show(extracted("News of the day", "She bought a SparkBook. Then Spark raised prices.").company) ==
        "Spark");
  CHECK(show(extracted("News of the day", "The app maker Spark grew.").company) == "Spark");
}

TEST_CASE("extractor: an acronym needs its country") {
  CHECK(show(extracted("News of the day", "The RTB met.").country).empty());
  CHECK(show(extracted("News of the day", "The RTB met in Ruritania.").country) == "RU");
}

TEST_CASE("extractor: a name that two states share belongs to the one that is near") {
  const std::string body = "Ruritania watches. Ruritania waits. In Zembla the High Court fined Norvik $5.";
  const Article article = extracted("News of the day", body);
  const Extraction extraction(vocabulary().data());
  const Reading reading = extraction.read(article);
  std::size_t courts = 0;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != MentionKind::kAuthority) continue;
    ++courts;
    CHECK(authority_name(reading, vocabulary().data(), mention.row) == "Zemblan High Court");
  }
  CHECK(courts == 1);
}

TEST_CASE("extractor: channels and share buttons are no companies") {
  CHECK(show(extracted("News of the day", "She wrote on ChatFox that it rains.").company).empty());
  CHECK(show(extracted("News of the day", "Share on ChatFox Share on Norvik").company).empty());
}

TEST_CASE("extractor: companies that no table has are known by their introduction") {
  const std::string body =
      "Ruritania banned drone maker Fenwick on Monday. Fenwick said it was surprised. People wondered why.";
  const Article article = extracted("News of the day", body);
  CHECK(show(article.company) == "Fenwick");
}

TEST_CASE("extractor: people, protocols and suffixes are no companies") {
  for (const char* body :
       {"The founder of Lumo, Ada Hentzau, spoke. Ada Hentzau left.",
        "Lumo and founder Rudolf Rassendyll met. Rudolf Rassendyll, the firm's boss, left.",
        "Lumo and QXP are alike. The app QXP is a protocol. QXP works.",
        "Norvik Information Co Ltd was told. Norvik Information Co left."}) {
    const Article article = extracted("News of the day", body);
    for (const FacetValue& company : article.company) {
      INFO(body);
      CHECK((company.value == "Lumo" || company.value == "Norvik"));
    }
  }
}

TEST_CASE("extractor: other languages give countries and companies") {
  CHECK(show(extracted("Nouvelles", "La loi vient de Ruritanie, dit Lumo.", "fr").country) == "RU");
  CHECK(show(extracted("Nouvelles", "La loi vient de Ruritanie.", "en").country).empty());
  const Article chinese = extracted("新闻", "据说鲁里坦尼亚禁止芦莫的应用。", "zh");
  CHECK(show(chinese.country) == "RU");
  CHECK(show(chinese.company) == "Lumo");
  const Extraction extraction(vocabulary().data());
  const Reading reading = extraction.read(chinese);
  const std::vector<Telling> tellings = extraction.find_tellings(reading);
  REQUIRE(tellings.size() == 1);
  CHECK(tellings[0].match.cue->leaf == "app-ban");
  CHECK(tellings[0].match.flaw.empty());
}

TEST_CASE("extractor: values are sorted, each once, and extraction is deterministic") {
  const std::string body =
      "Zembla and Ruritania banned ChatFox and Norvik. Zembla fined Lumo. Ruritania too.";
  const Article first = extracted("Zembla bans ChatFox", body);
  CHECK(first == extracted("Zembla bans ChatFox", body));
  for (const auto* values : {&first.country, &first.company, &first.measure}) {
    const auto by_value = [](const FacetValue& a, const FacetValue& b) { return a.value < b.value; };
    CHECK(std::is_sorted(values->begin(), values->end(), by_value));
    CHECK(std::adjacent_find(values->begin(), values->end(), [](const FacetValue& a, const FacetValue& b) {
            return a.value == b.value;
          }) == values->end());
  }
}

TEST_CASE("extractor: empty and hostile articles cost no more than long ones") {
  CHECK(extracted("", "").events.empty());
  std::string body;
  for (int i = 0; i < 20000; ++i) body += "Zembla fined Fenwick" + std::to_string(i) + " Inc $5 ";
  CHECK(extracted("", body).events.size() <= 100);
  CHECK(extracted("", std::string(200000, '(')).events.empty());
}

TEST_CASE("extractor: the built-in tables load") {
  const Vocabulary built_in = Vocabulary::load();
  const Extractor extractor(built_in);
  Article article;
  article.text = "A headline\n\nA body.";
  article.body_begin = 12;
  extractor.extract(article);
  CHECK(article.events.empty());
}
