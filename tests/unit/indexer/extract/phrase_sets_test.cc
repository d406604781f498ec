// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/phrase_sets.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"

using namespace chokepoint;

namespace {

// True if one of the phrases occurs in the text.
bool occurs(const CellList& phrases, std::string_view text) {
  const std::vector<WordClassRow> classes{{"forbid", {"ban+", "<stop> use of"}},
                                          {"stop", {"halt+", "freeze+"}},
                                          {"irregular", {"freeze froze frozen"}},
                                          {"mention", {"app", "<STATE>"}}};
  Words words;
  PhraseSets sets(classes, words);
  const SetId set = sets.add(phrases, "test");
  std::vector<TextToken> tokens = split_tokens(text);
  words.identify(text, tokens);
  return sets.find(tokens).any(set, 0, tokens.size(), [](const Hit&) { return true; });
}

}  // namespace

TEST_CASE("phrase sets: endings, classes and case are as the tables say") {
  struct Case {
    CellList phrases;
    const char* text;
    bool occurs;
  };
  const Case cases[] = {{{"ban+"}, "Zembla banned it", true},
                        {{"ban+"}, "BANNING it", true},
                        {{"ban+"}, "a bank", false},
                        {{"ban"}, "Zembla banned it", false},
                        {{"deny+"}, "it denies", true},
                        {{"freeze+"}, "they froze", true},
                        {{"freeze+"}, "they freezed", false},
                        {{"<forbid>"}, "halted use of", true},
                        {{"<forbid>"}, "frozen use of", true},
                        {{"to <forbid>"}, "wants to ban", true},
                        {{"a", "<forbid>"}, "halted use of", true},
                        {{"a", "<forbid>"}, "halted", false},
                        {{"a", "Fen List"}, "the Fen List", true},
                        {{"Fen List"}, "the fen list", false},
                        {{"fen list"}, "the Fen List", true}};
  for (const Case& c : cases) {
    INFO(c.phrases.front() << " in " << c.text);
    CHECK(occurs(c.phrases, c.text) == c.occurs);
  }
}

TEST_CASE("phrase sets: an unknown class is refused with the row that names it") {
  CHECK_THROWS_WITH(occurs({"<nothing>"}, ""), Catch::Contains("test") && Catch::Contains("nothing"));
}

TEST_CASE("phrase sets: a pseudo-class inside a phrase or a class could never match, and is refused") {
  for (const char* phrase : {"<COMPANY> app", "the <SUM>", "<mention>", "<AUTHORITY>s <STATE>"}) {
    INFO(phrase);
    CHECK_THROWS_AS(occurs({phrase}, ""), UsageError);
    CHECK_THROWS_WITH(occurs({phrase}, ""),
                      Catch::Contains("test") && Catch::Contains("must be a phrase of its own"));
  }
  CHECK_NOTHROW(occurs({"<COMPANY>", "app"}, ""));
}

TEST_CASE("phrase sets: regular verbs have their usual forms") {
  const auto has = [](const char* base, const std::string& form) {
    const auto forms = regular_forms(base);
    return std::find(forms.begin(), forms.end(), form) != forms.end();
  };
  CHECK(has("dissolve", "dissolving"));
  CHECK(has("ban", "banned"));
  CHECK(has("block", "blocks"));
  CHECK(has("punish", "punishes"));
  CHECK(has("deny", "denied"));
}

TEST_CASE("phrase sets: a phrase of many sets hits each of them once") {
  constexpr int kSets = 40;
  const std::vector<WordClassRow> classes;
  Words words;
  PhraseSets sets(classes, words);
  std::vector<SetId> ids;
  for (int i = 0; i < kSets; ++i) {
    const std::string own = "only" + std::to_string(i);
    ids.push_back(sets.add({"fen", own, "Fen", "fen"}, "test"));
    sets.add({own, "other"}, "test");
  }
  const std::string text = "a fen, a Fen, only7";
  std::vector<TextToken> tokens = split_tokens(text);
  words.identify(text, tokens);
  const Hits hits = sets.find(tokens);
  // "Fen" is a hit of "fen" and of "Fen".
  for (std::size_t i = 0; i < ids.size(); ++i) CHECK(hits.of(ids[i]).size() == (i == 7 ? 4 : 3));
}
