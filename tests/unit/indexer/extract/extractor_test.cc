// SPDX-License-Identifier: GPL-2.0-or-later
// The grammar on an invented world: countries, authorities and companies that no table has.
#include "indexer/extract/extractor.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

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

// "CA RU also:ZE"
std::string show(const std::vector<FacetValue>& values) {
  std::string shown;
  for (const FacetValue& value : values) {
    shown += (shown.empty() ? "" : " ") + std::string(value.core ? "" : "also:") + value.value;
  }
  return shown;
}

// "RU app-ban [ChatFox] announced; ..."
std::string show(const std::vector<Event>& events) {
  std::string shown;
  for (const Event& event : events) {
    std::string targets;
    for (const std::string& target : event.targets) targets += (targets.empty() ? "" : ",") + target;
    shown += (shown.empty() ? "" : "; ") + event.actor + ' ' + event.measure + " [" + targets + "] " +
             event.status;
  }
  return shown;
}

}  // namespace

TEST_CASE("extractor: a sentence gives actor, measure, target and status") {
  struct Case {
    const char* sentence;
    const char* events;
  };
  const Case cases[] = {
      {"Ruritania banned ChatFox on Monday.", "RU app-ban [ChatFox] announced"},
      {"ChatFox was banned by Ruritania.", "RU app-ban [ChatFox] announced"},
      {"Strelsau ordered Lumo to sell ChatFox within 90 days.", "RU forced-divestiture [ChatFox] announced"},
      {"The Telecom Board fined Lumo 30 million crowns, or $3 million.", "RU fine [Lumo] announced"},
      {"Ruritania's government may ban ChatFox.", "RU app-ban [ChatFox] considered"},
      {"A Ruritanian bill would ban ChatFox.", "RU app-ban [ChatFox] proposed"},
      {"Ruritania will not ban ChatFox.", ""},
      {"ChatFox banned 2,000 accounts.", ""},
      {"Ruritanian officials must delete ChatFox: the app is banned on government devices.",
       "RU gov-device-ban [ChatFox] announced"},
      {"Zembla imposed export controls on chips.", "ZE export-control [] announced"},
      {"Ruritania put Norvik on its trade blacklist.", "RU entity-listing [Norvik] announced"},
      {"Lumo will appeal the ruling of the Telecom Board.", "RU legal-challenge [Lumo] announced"},
      {"Ruritania lifted the ban on ChatFox.", "RU app-ban [ChatFox] lifted"},
      {"Strelsau quietly banned ChatFox.", "RU app-ban [ChatFox] announced"},
      {"ChatFox may not be used in Ruritania: the app is banned.", "RU app-ban [ChatFox] announced"},
      {"Lumo has blocked ChatFox readers who cheat.", ""},
      {"ChatFox was banned by Ruritania and Zembla.",
       "ZE app-ban [ChatFox] announced; RU app-ban [ChatFox] announced"},
      {"RURITANIA. The board banned ChatFox.", "RU app-ban [ChatFox] announced"}};
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK(show(extracted("News of the day", c.sentence).events) == c.events);
  }
}

TEST_CASE("extractor: an event has evidence, authority, penalty, home and date") {
  const std::string body =
      "Nothing happened before. The Ruritanian Telecom Board fined ChatFox $3 million on May 4, 2021. It was "
      "late.";
  const Article article = extracted("News of the day", body);
  REQUIRE(article.events.size() == 1);
  const Event& event = article.events[0];
  CHECK(article.text.substr(event.evidence_begin, event.evidence_end - event.evidence_begin) ==
        "The Ruritanian Telecom Board fined ChatFox $3 million on May 4, 2021.");
  CHECK(event.authority == "Ruritanian Telecom Board");
  CHECK(event.penalty == "$3 million");
  CHECK(event.home == "ZE");
  CHECK(event.date == "2021-05-04");
  CHECK(event.core);
  CHECK(event.rule.find("fine.") != std::string::npos);
}

TEST_CASE("extractor: \"the app\" is the company named before") {
  const Article article = extracted("News of the day", "ChatFox has many users. Ruritania banned the app.");
  CHECK(show(article.events) == "RU app-ban [ChatFox] announced");
}

TEST_CASE("extractor: a brand brings its owner as long as the ownership holds") {
  CHECK(show(extracted("ChatFox grows", "It grew.").company) == "ChatFox Lumo");
  CHECK(show(extracted("OldBrand grows", "It grew.", "en", "2020-01-01").company) == "Norvik OldBrand");
  CHECK(show(extracted("OldBrand grows", "It grew.", "en", "2021-01-01").company) == "OldBrand");
  CHECK(show(extracted("OldBrand grows", "It grew.").company) == "OldBrand");
}

TEST_CASE("extractor: names are matched whole, longest first, in their case") {
  struct Case {
    const char* body;
    const char* countries;
  };
  const Case cases[] = {{"He lives in Ruritania.", "also:RU"}, {"He reads the Zembla Post.", ""},
                        {"He reads the Strelsau Times.", ""},  {"zembla is a word.", ""},
                        {"Zemblarium is a word.", ""},         {"He saw the Isle of Ruritania.", "also:RU"},
                        {"See www.example.Zembla/x.", ""},     {"Ruritania House is a hotel.", ""},
                        {"He swam in Lake waters.", ""},       {"The Lakish people of Lake swim.", "also:LA"},
                        {"Ruritania’s king left.", "also:RU"}};
  for (const Case& c : cases) {
    INFO(c.body);
    CHECK(show(extracted("News of the day", c.body).country) == c.countries);
  }
}

TEST_CASE("extractor: an ambiguous company needs a cue") {
  CHECK(show(extracted("News of the day", "Spark flew from the fire.").company).empty());
  CHECK(show(extracted("News of the day", "She bought a SparkBook. Then Spark raised prices.").company) ==
        "also:Spark");
  CHECK(show(extracted("News of the day", "The app maker Spark grew.").company) == "also:Spark");
}

TEST_CASE("extractor: an acronym needs its country") {
  CHECK(show(extracted("News of the day", "The RTB met.").country).empty());
  CHECK(show(extracted("News of the day", "The RTB met in Ruritania.").country) == "RU");
}

TEST_CASE("extractor: a name that two states share belongs to the one that is near") {
  const std::string body = "Ruritania watches. Ruritania waits. In Zembla the High Court fined Norvik $5.";
  CHECK(show(extracted("News of the day", body).events) == "ZE fine [Norvik] announced");
}

TEST_CASE("extractor: origin is no action, channels and share buttons are no companies") {
  const Article article = extracted("News of the day", "Ruritania banned the Zemblan-owned app ChatFox.");
  CHECK(show(article.events) == "RU app-ban [ChatFox] announced");
  CHECK(show(extracted("News of the day", "She wrote on ChatFox that it rains.").company).empty());
  CHECK(show(extracted("News of the day", "Share on ChatFox Share on Norvik").company).empty());
}

TEST_CASE("extractor: companies that no table has are known by their introduction") {
  const std::string body =
      "Ruritania banned drone maker Fenwick on Monday. Fenwick said it was surprised. People wondered why.";
  const Article article = extracted("News of the day", body);
  CHECK(show(article.company) == "Fenwick");
}

TEST_CASE("extractor: a state is not the actor because the company is of it") {
  struct Case {
    const char* body;
    const char* events;
  };
  const Case cases[] = {{"Ruritania ordered Zembla tech giant Lumo to sell ChatFox.",
                         "RU forced-divestiture [ChatFox] announced"},
                        {"The navy banned ChatFox, which is owned by Zembla, from work phones.",
                         " gov-device-ban [ChatFox] announced"},
                        {"The board banned the Zemblan state-owned carrier Norvik from 5G networks.",
                         " telecom-exclusion [Norvik] announced"},
                        {"ChatFox was banned over its ties to Zembla.", " app-ban [ChatFox] announced"},
                        {"Zembla banned ChatFox.", "ZE app-ban [ChatFox] announced"},
                        {"The Zemblan government banned ChatFox.", "ZE app-ban [ChatFox] announced"},
                        {"ChatFox was banned by Zembla.", "ZE app-ban [ChatFox] announced"}};
  for (const Case& c : cases) {
    INFO(c.body);
    CHECK(show(extracted("News of the day", c.body).events) == c.events);
  }
}

TEST_CASE("extractor: the state of the headline acts rather than the home of the target") {
  const Article article =
      extracted("Ruritania acts on ChatFox", "The app is banned, as it sends data to Zembla.");
  CHECK(show(article.events) == "RU app-ban [ChatFox] announced");
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
  CHECK(show(extracted("Nouvelles", "La loi vient de Ruritanie, dit Lumo.", "fr").country) == "also:RU");
  CHECK(show(extracted("Nouvelles", "La loi vient de Ruritanie.", "en").country).empty());
  const Article chinese = extracted("新闻", "据说鲁里坦尼亚禁止芦莫的应用。", "zh");
  CHECK(show(chinese.country) == "also:RU");
  CHECK(show(chinese.company) == "Lumo");
  CHECK(show(chinese.measure) == "app-ban");
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
