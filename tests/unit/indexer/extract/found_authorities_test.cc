// SPDX-License-Identifier: GPL-2.0-or-later
// On an invented world, so that the forms are tested and not the tables.
#include "indexer/extract/found_authorities.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "indexer/extract/mentions.h"
#include "indexer/extract/sentences.h"
#include "indexer/extract/tokens.h"

using namespace chokepoint;

namespace {

constexpr const char* kCountries =
    "code\tname\tkind\tcapital\tdemonyms\tnames\tambiguous\tcues\tgives\tsource\tchecked\n"
    "RU\tRuritania\tstate\tStrelsau\tRuritanian;Ruritanians\t\t\t\t\ttest\t\n"
    "ZE\tZembla\tstate\tOnhava\tZemblan;Zemblans\t\t\t\t\ttest\t\n";
constexpr const char* kPlaces =
    "name\tcode\tkind\tguard\tnot\tsource\tchecked\n"
    "Strelsau\tRU\tmetonym\tactor\t\ttest\t\n"
    "Hentzau\tRU\tcity\t\t\ttest\t\n"
    "Upper Zembla\tZE\tsubdivision\t\t\ttest\t\n";
constexpr const char* kAuthorities =
    "name\tcode\tkind\taliases\tcontext\tsource\tchecked\n"
    "Ruritanian government\tRU\tgovernment\tGovernment of Ruritania\t\ttest\t\n"
    "Ministry of Trade\tRU\tministry\tMinistry of Trade of Ruritania\tMinistry of Trade\ttest\t\n"
    "Data Office (DOR)\tRU\tregulator\tRuritanian data protection authority;DOR\tDOR\ttest\t\n"
    "President of Zembla\tZE\thead\tZemblan president\t\ttest\t\n"
    "Upper Zembla (ZE-UZ)\tZE\tgovernment\tstate of Upper Zembla\t\ttest\t\n";
constexpr const char* kCompanies =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\tchecked\n"
    "Lumo\tcompany\t\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n";
constexpr const char* kStopPhrases =
    "phrase\tkind\tsource\tchecked\n"
    "Zembla Post\tmedia\ttest\t\n";
constexpr const char* kLocalNames =
    "name\tcode\tlanguage\tsource\tchecked\n"
    "Ruritanie\tRU\tfr\ttest\t\n";

struct World {
  World()
      : vocabulary(Vocabulary::load_texts({{"countries.tsv", kCountries},
                                           {"places.tsv", kPlaces},
                                           {"authorities.tsv", kAuthorities},
                                           {"companies.tsv", kCompanies},
                                           {"stop_phrases.tsv", kStopPhrases},
                                           {"country_names_cldr.tsv", kLocalNames}})),
        sets(vocabulary.data().word_classes, words),
        mentions(vocabulary.data(), words, sets),
        authorities(vocabulary.data(), words, sets) {}

  Reading read(const std::string& text) const {
    Reading reading;
    reading.text = text;
    reading.tokens = split_tokens(text);
    words.identify(text, reading.tokens);
    reading.sentences = split_sentences(reading.tokens, 0, SentenceWords());
    reading.hits = sets.find(reading.tokens);
    mentions.find("en", reading);
    authorities.find(reading);
    return reading;
  }

  Vocabulary vocabulary;
  Words words;
  PhraseSets sets;
  MentionFinder mentions;
  FoundAuthorities authorities;
};

const World& world() {
  static const World built;
  return built;
}

// "RU Strelsau court; ZE ...": the authorities in the order of the text.
std::string authorities_in(const std::string& text) {
  const Reading reading = world().read(text);
  std::string shown;
  for (const Mention& mention : reading.mentions) {
    if (mention.kind != MentionKind::kAuthority) continue;
    shown += (shown.empty() ? "" : "; ") + std::string(mention.code) + ' ' +
             std::string(authority_name(reading, world().vocabulary.data(), mention.row));
  }
  return shown;
}

// Whom the anaphor that has the last occurrence of `word` means; "-" if it means nobody.
std::string meant_by(const std::string& text, const std::string& word) {
  const Reading reading = world().read(text);
  for (std::size_t i = reading.tokens.size(); i > 0; --i) {
    if (reading.bytes(i - 1, i) != word) continue;
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
      if (i > reading.sentences[s].last) continue;
      const Mention* mention = authority_before(reading, s, i - 1);
      return mention == nullptr
                 ? "-"
                 : std::string(authority_name(reading, world().vocabulary.data(), mention->row));
    }
  }
  return "no such word";
}

}  // namespace

TEST_CASE("found authorities: an organ is recognised by the form of its name") {
  struct Case {
    const char* text;
    const char* authorities;
  };
  const Case cases[] = {
      {"A Ruritanian administrative court froze the order.", "RU Ruritanian administrative court"},
      {"Ruritania's telecoms regulator fined the firm.", "RU Ruritania's telecoms regulator"},
      {"A court in Hentzau ruled on it.", "RU court in Hentzau"},
      {"The Hentzau regional court ruled on it.", "RU Hentzau regional court"},
      {"The Zemblan Media and Film Council said no.", "ZE Zemblan Media and Film Council"},
      {"In Zembla, the Authority for Games of Chance said no.", "ZE Authority for Games of Chance"},
      {"In Zembla the interior ministry said no.", "ZE interior ministry"},
      {"Zembla waits. Health Minister Ada Spark-Fenwick said no.", "ZE Health Minister Ada Spark-Fenwick"},
      {"Zembla waits. The talks of Bo Lund and health minister Ada Spark failed.",
       "ZE health minister Ada Spark"}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(authorities_in(c.text) == c.authorities);
  }
}

TEST_CASE("found authorities: what the table knows in other words gets the table's row") {
  struct Case {
    const char* text;
    const char* authorities;
  };
  const Case cases[] = {
      {"The Ruritanian trade ministry said no.", "RU Ministry of Trade"},
      {"Ruritania's ministry of trade said no.", "RU Ministry of Trade"},
      {"Zembla protested, but in Ruritania the trade ministry said no.", "RU Ministry of Trade"},
      {"Zembla protested. The trade ministry, in Ruritania's name, said no.", "RU Ministry of Trade"},
      {"Ruritania's data protection watchdog said no.", "RU Data Office (DOR)"},
      {"Ruritania's technology regulator, the DOR, said no.", "RU Data Office (DOR); RU Data Office (DOR)"},
      {"The government in Strelsau said no.", "RU Ruritanian government"},
      {"Zembla waits for President Ada Spark to sign.", "ZE President of Zembla"}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(authorities_in(c.text) == c.authorities);
  }
}

TEST_CASE("found authorities: two spellings of one name are one, and its acronym stands for it") {
  const Reading reading = world().read(
      "The Zemblan Harbour Authority (ZHA) said no. Zembla's Harbour Authority is new. The ZHA fined Lumo.");
  REQUIRE(reading.found_authorities.size() == 1);
  CHECK(reading.found_authorities[0].name == "Zemblan Harbour Authority (ZHA)");
  CHECK(reading.found_authorities[0].kind == "regulator");
  std::size_t mentions = 0;
  for (const Mention& mention : reading.mentions) mentions += mention.kind == MentionKind::kAuthority ? 1 : 0;
  CHECK(mentions == 4);
}

TEST_CASE("found authorities: what only looks like an organ of a state is none") {
  for (const char* text :
       {"Lumo's legal department said no.", "Ruritania waits. Lumo President Ada Spark said no.",
        "Ruritania's former trade minister Ada Spark said no.", "The Ruritanian University Council met.",
        "Ruritania passed the Harbour Authority Act.", "Ruritania's military technology sells.",
        "Ruritanian-owned court dress sells.", "The court waits.", "Zembla Post agency writes.", ""}) {
    INFO(text);
    CHECK(authorities_in(text).empty());
  }
}

TEST_CASE("found authorities: a state of a federation is an authority where it acts for itself") {
  CHECK(authorities_in("Upper Zembla banned the app.") == "ZE Upper Zembla (ZE-UZ)");
  CHECK(authorities_in("The firm was sued by Upper Zembla.") == "ZE Upper Zembla (ZE-UZ)");
  CHECK(authorities_in("Upper Zembla's new law binds it.") == "ZE Upper Zembla (ZE-UZ)");
  CHECK(authorities_in("The firm sells well in Upper Zembla.").empty());
}

TEST_CASE("found authorities: mentions stay sorted and do not overlap") {
  const Reading reading = world().read(
      "Ruritania's telecoms regulator and a Zemblan court in Hentzau met Lumo, the ministry of trade of "
      "Ruritania and Zemblan Health Minister Ada Spark of Zembla. Upper Zembla joined the Ruritanian "
      "watchdog.");
  std::size_t end = 0;
  for (const Mention& mention : reading.mentions) {
    CHECK(mention.first >= end);
    CHECK(mention.last > mention.first);
    end = mention.last;
    const Sentence& sentence = reading.sentences[mention.sentence];
    CHECK((sentence.first <= mention.first && mention.last <= sentence.last));
  }
}

TEST_CASE("found authorities: an anaphor means the last authority of its kind") {
  struct Case {
    const char* text;
    const char* word;
    const char* meant;
  };
  const Case cases[] = {
      {"Ruritania's telecoms regulator met a Zemblan court. Then the watchdog fined Lumo.", "watchdog",
       "Ruritania's telecoms regulator"},
      {"Ruritania's telecoms regulator met a Zemblan court. Then the judges fined Lumo.", "judges",
       "Zemblan court"},
      {"The Ruritanian trade ministry met the DOR. But the ministry fined Lumo.", "ministry",
       "Ministry of Trade"},
      {"The Ruritanian Price Commission met Zembla's media regulator. But the commission fined Lumo.",
       "commission", "Ruritanian Price Commission"},
      {"But the court fined Lumo before a Zemblan court did.", "fined", "-"},
      {"But the regulator fined Lumo.", "regulator", "-"}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(meant_by(c.text, c.word) == c.meant);
  }
}

TEST_CASE("found authorities: a long article of nothing but organs is read in good time") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "the trade ministry of the national data court in Hentzau and ";
  CHECK_FALSE(world().read(text).mentions.empty());
}
