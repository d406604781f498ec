// SPDX-License-Identifier: GPL-2.0-or-later
// Who is mentioned, in an invented world; found companies among them.
#include "indexer/extract/mentions.h"

#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "indexer/extract/found_companies.h"

using namespace chokepoint;

namespace {

constexpr const char* kCountries =
    "code\tname\tkind\tcapital\tdemonyms\tnames\tambiguous\tcues\tgives\tsource\tchecked\n"
    "RU\tRuritania\tstate\tStrelsau\tRuritanian;Ruritanians\t\t\t\t\ttest\t\n"
    "ZE\tZembla\tstate\tOnhava\tZemblan;Zemblans\t\t\t\t\ttest\t\n";
constexpr const char* kCompanies =
    "name\tkind\tparent\thome\tsector\taliases\tproducts\tguard\tambiguous\tcues\tvalid_from\tvalid_"
    "to\tsource\tchecked\n"
    "ChatFox\tcompany\t\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "Norvik\tcompany\t\tZE\ttelecom\t\t\t\t\t\t\t\ttest\t\n"
    "Lumo\tcompany\t\tZE\tplatform\t\t\t\t\t\t\t\ttest\t\n"
    "Plum\tcompany\t\tRU\thardware\t\t\tambiguous\t\torchard phones\t\t\ttest\t\n";
constexpr const char* kAuthorities =
    "name\tcode\tkind\taliases\tcontext\tsource\tchecked\n"
    "Ruritanian Telecom Board\tRU\tregulator\tTelecom Board\t\ttest\t\n";

struct Reader {
  Vocabulary vocabulary = Vocabulary::load_texts(
      {{"countries.tsv", kCountries}, {"companies.tsv", kCompanies}, {"authorities.tsv", kAuthorities}});
  Words words;
  PhraseSets sets{vocabulary.data().word_classes, words};
  MentionFinder mentions{vocabulary.data(), words, sets};
  FoundCompanies found{vocabulary.data().companies.size(), sets, words};

  Reading read(std::string_view text) const {
    Reading reading;
    reading.text = text;
    reading.tokens = split_tokens(text);
    words.identify(text, reading.tokens);
    reading.sentences = split_sentences(reading.tokens, 0, {});
    reading.hits = sets.find(reading.tokens);
    mentions.find("en", reading);
    found.find(reading);
    return reading;
  }
};

const Reader& reader() {
  static const Reader shared;
  return shared;
}

// The companies of the text, sorted, with bars between them.
std::string companies(std::string_view text) {
  const Reading reading = reader().read(text);
  std::set<std::string> names;
  for (const Mention& mention : reading.mentions) {
    if (!mention.is_state()) names.emplace(company_name(reading, reader().vocabulary.data(), mention.row));
  }
  std::string joined;
  for (const std::string& name : names) joined += (joined.empty() ? "" : "|") + name;
  return joined;
}

struct CompanyCase {
  const char* text;
  const char* companies;
};

void check(const CompanyCase& c) {
  INFO(c.text);
  CHECK(companies(c.text) == c.companies);
}

}  // namespace

TEST_CASE("found companies: what stands beside a name introduces it") {
  for (const CompanyCase& c : std::initializer_list<CompanyCase>{
           {"It was a contract with Fenwick Ltd, which nobody knew.", "Fenwick"},
           {"The order names the spyware vendor Fenwick and nobody else at all.", "Fenwick"},
           {"They bought it from a drone maker called Fenwick in the spring.", "Fenwick"},
           {"The order names the camera maker, Fenwick, and its owner.", "Fenwick"},
           {"The order names Fenwick, a Zemblan maker of drones.", "Fenwick"},
           {"The order names Fenwick (the company behind the tool) in full.", "Fenwick"},
           {"It is too late, said Ada Spark, the CTO at Fenwick, on the phone.", "Fenwick"},
           {"It is too late, as Fenwick CEO Ada Spark told the board.", "Fenwick"},
           {"It was sent to the founder of Blip-Soft in the spring of that year.", "Blip-Soft"}}) {
    check(c);
  }
}

TEST_CASE("found companies: a list shows what its members are") {
  for (const CompanyCase& c : std::initializer_list<CompanyCase>{
           {"The ban is for carriers such as Fenwick, Blip and Hentzau Wireless.",
            "Blip|Fenwick|Hentzau Wireless"},
           {"The banned services are Fenwick, X-VPN and Blip.", "Blip|Fenwick|X-VPN"},
           {"The rule is for public companies such as Fenwick, the payroll office.", "Fenwick"},
           {"They wrote to Norvik, Fenwick and Lumo about it.", "Fenwick|Lumo|Norvik"},
           {"They wrote to Norvik, ChatFox (which is old), Lumo Inc., and Fenwick about it.",
            "ChatFox|Fenwick|Lumo|Norvik"},
           {"The list of these services is long:\n\n* Norvik\n* Fenwick\n* Blip Box\n* Lumo\n",
            "Blip Box|Fenwick|Lumo|Norvik"},
           {"They wrote to Norvik, Zembla and Fenwick about it.", "Norvik"},
           {"They told Norvik and Ada Hentzau about it in a letter.", "Norvik"}}) {
    check(c);
  }
}

TEST_CASE("found companies: people, organs, code names and common words are none") {
  for (const CompanyCase& c : std::initializer_list<CompanyCase>{
           {"It was seen by the Fenwick botnet, an app of thieves. Fenwick spreads.", ""},
           {"It was part of Project Fenwick, a platform of spies, as we said.", ""},
           {"It was made by Fenwick University, a maker of scholars, last year.", ""},
           {"It was told by the research firm Fenwick that it rains a lot there.", ""},
           {"It was Ada Spark, the chief executive of a company, who left.", ""},
           {"It met chief executive Ada Spark. The reports of Norvik and Spark were late.", "Norvik"},
           {"The Association of Drone Makers (ADM), a firm friend, did not reply to it.", ""},
           {"It is the Chamber of Fenwick CEO that spoke up in a loud voice.", ""},
           {"It is a Health service. The health of all is at stake, says the Health service.", ""},
           {"It was ordered by the Fenwick Systems Command of the fleet in the spring.", ""},
           {"It is for thousands of companies ABC represents in a loud voice.", ""},
           {"It sells it through companies, Today, as it always has done.", ""}}) {
    check(c);
  }
}

TEST_CASE("mentions: a capital amid a sentence proves an ambiguous name where companies are the matter") {
  for (const CompanyCase& c : std::initializer_list<CompanyCase>{
           {"The board wants to compel Plum to help. ChatFox agrees with that.", "ChatFox|Plum"},
           {"In the spring the court read of Plum's plan to leave the city.", "Plum"},
           {"In the spring we ate a plum. ChatFox agrees with that.", "ChatFox"},
           {"Plum is a fruit. ChatFox agrees with that.", "ChatFox"},
           {"In the spring we saw Professor Plum twice. ChatFox agrees with that.", "ChatFox"}}) {
    check(c);
  }
}

TEST_CASE("mentions: a channel or a button is no mention, a list of lines is") {
  for (const CompanyCase& c : std::initializer_list<CompanyCase>{
           {"She wrote so in a ChatFox post that many have read.", ""},
           {"She took to ChatFox and said so to many who have read it.", ""},
           {"Share on ChatFox Share on Norvik", ""},
           {"It is for these:\n\n* ChatFox\n* Norvik\n* Lumo\n", "ChatFox|Lumo|Norvik"}}) {
    check(c);
  }
}

TEST_CASE("mentions: origin and place are told from action") {
  struct Case {
    const char* text;
    const char* flags;  // of each state: S acts, o is origin; L is a location
  };
  const Case cases[] = {{"Zembla banned it.", "S"},
                        {"The Zemblan government banned it.", "S"},
                        {"The Zemblan maker left.", "o"},
                        {"A Zemblan video app left.", "o"},
                        {"The Zemblan-owned tool left.", "o"},
                        {"The Zemblan state-owned carrier left.", "o"},
                        {"The Zemblans left.", "o"},
                        {"It is sold in Zembla.", "SL"},
                        {"It is sold in Zembla and Ruritania.", "SL SL"},
                        {"It was told by Zembla and Ruritania.", "S S"},
                        {"It broke in Zembla's market.", "S"}};
  for (const Case& c : cases) {
    INFO(c.text);
    std::string flags;
    const Reading reading = reader().read(c.text);
    for (const Mention& mention : reading.mentions) {
      if (!mention.is_state()) continue;
      if (!flags.empty()) flags += ' ';
      flags += mention.acts_as_state ? 'S' : 'o';
      if (mention.is_location) flags += 'L';
    }
    CHECK(flags == c.flags);
  }
}
