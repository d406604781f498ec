// SPDX-License-Identifier: GPL-2.0-or-later
// How a row's conditions are met, by rows of our own in an invented world.
#include "indexer/extract/measure_cues.h"

#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

constexpr const char* kColumns =
    "id\tleaf\tactor\twithin\tstatus\thead\twith\tand\twithout\tnote\tsource\tchecked\n";

constexpr const char* kRows =
    "zap\tapp-ban\tstate\t4/8\t\tzapped\tgadget\tpermit\tholiday\t\ttest\t\n"
    "off\tfine\teither\t\t\tdimmed off\t\t\t\t\ttest\t\n"
    "dim\tsanctions\teither\t\t\tdimmed\t\t\t\t\ttest\t\n"
    "flawed\texport-control\teither\t\t\tdimmed\t\t\tlamp\t\ttest\t\n";

Vocabulary vocabulary_with(const std::string& rows) {
  std::map<std::string, std::string> tables = invented_tables();
  tables["measure_cues.tsv"] = kColumns + rows;
  return Vocabulary::load_texts(tables);
}

// The matches of a sentence: "off; dim (claimed)".
std::string matches(const std::string& sentence) {
  static const Vocabulary vocabulary = vocabulary_with(kRows);
  static const Extraction extraction(vocabulary.data());
  const Article article = english_article("News of the day", sentence);
  const Reading reading = extraction.read(article);
  std::string shown;
  for (const Telling& telling : extraction.find_tellings(reading)) {
    shown += (shown.empty() ? "" : "; ") + std::string(telling.match.cue->id);
    if (!telling.match.flaw.empty()) shown += " (" + std::string(telling.match.flaw) + ')';
  }
  return shown;
}

// That many words that mean nothing, each with a blank after it.
std::string filler(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += "so ";
  return words;
}

void refuse(const std::string& row, const std::string& reason) {
  const Vocabulary vocabulary = vocabulary_with(row);
  CHECK_THROWS_AS(Extraction(vocabulary.data()), UsageError);
  CHECK_THROWS_WITH(Extraction(vocabulary.data()), Catch::Contains("row \"bad\"") && Catch::Contains(reason));
}

}  // namespace

TEST_CASE("measure cues: a head meets its row's conditions, all but one, or fewer") {
  struct Case {
    std::string sentence;
    const char* matches;
  };
  const Case cases[] = {
      {"They zapped the gadget by permit.", "zap"},
      {"By permit their gadget got zapped.", "zap"},
      {"They dozed by the gadget, with a permit.", ""},
      {"They zapped " + filler(4) + "gadget by permit.", "zap"},
      {"They zapped " + filler(5) + "gadget by permit.", "zap (with is far)"},
      {"They zapped by permit " + filler(37) + "gadget.", "zap (with is far)"},
      {"They zapped by permit " + filler(39) + "gadget.", ""},
      {"They zapped by permit.", ""},
      {"They zapped the gadget " + filler(6) + "permit.", "zap"},
      {"They zapped the gadget " + filler(7) + "permit.", "zap (and is far)"},
      {"They zapped the gadget " + filler(39) + "permit.", "zap (and is missing)"},
      {"They zapped the gadget.", "zap (and is missing)"},
      {"They zapped the gadget by permit, on a holiday.", "zap (without)"},
      {"They zapped the gadget by permit " + filler(9) + "holiday.", "zap"},
      {"ChatFox zapped the gadget by permit.", "zap (company acts)"},
      {"ChatFox has also zapped the gadget by permit.", "zap (company acts)"},
      {"ChatFox, zapped by gadget permit, left.", "zap"},
      {"ChatFox zapped in Zembla by gadget permit.", "zap"},
      {"They zapped the gadget, on a holiday.", ""},
      {"ChatFox zapped the gadget.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.sentence);
    CHECK(matches(c.sentence) == c.matches);
  }
}

TEST_CASE(
    "measure cues: a head that a row above has taken is a flaw of the rows below, and may be their only "
    "one") {
  CHECK(matches("They dimmed it.") == "dim; flawed (claimed)");
  CHECK(matches("They dimmed off it.") == "off; dim (claimed); flawed (claimed)");
  CHECK(matches("They dimmed off the lamp.") == "off; dim (claimed)");
}

TEST_CASE("measure cues: a sentence tells twice of one leaf only in places that stand apart") {
  const std::string told = "they zapped the gadget by permit";
  CHECK(matches("So " + told + " and " + told + '.') == "zap");
  CHECK(matches("So " + told + ' ' + filler(3) + told + '.') == "zap; zap");
}

TEST_CASE("measure cues: a row that cannot be understood is refused by its name") {
  refuse("bad\tapp-ban\tstate\tfar\t\tzapped\t\t\t\t\ttest\t\n", "not a number of words: \"far\"");
  refuse("bad\tapp-ban\tstate\t4/far\t\tzapped\t\t\t\t\ttest\t\n", "not a number of words: \"4/far\"");
  refuse("bad\tapp-ban\tstate\t\t\t\tgadget\t\t\t\ttest\t\n", "the head is empty");
  refuse("bad\tapp-ban\tstate\t\t\t<no-class>\t\t\t\t\ttest\t\n", "no-class");
  refuse("bad\tapp-ban\tstate\t\t\t<COMPANY> app\t\t\t\t\ttest\t\n", "must be a phrase of its own");
}
