// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/grammar.h"

#include <set>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "common/facets/vocabulary.h"

using namespace chokepoint;

namespace {

// A text with the classes of its words, all one paragraph.
class GrammarReader {
 public:
  Reading read(std::string_view text) const {
    Reading reading;
    reading.text = text;
    reading.tokens = split_tokens(text);
    words_.identify(text, reading.tokens);
    reading.sentences = split_sentences(reading.tokens, 0, {});
    reading.hits = sets_.find(reading.tokens);
    grammar_.mark(reading);
    return reading;
  }

  const Grammar& grammar() const { return grammar_; }

 private:
  Vocabulary vocabulary_ = Vocabulary::load();
  Words words_;
  PhraseSets sets_{vocabulary_.data().word_classes, words_};
  Grammar grammar_{sets_, words_};
};

const GrammarReader& reader() {
  static const GrammarReader shared;
  return shared;
}

std::size_t find_word(const Reading& reading, std::string_view word) {
  for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
    if (reading.bytes(i, i + 1) == word) return i;
  }
  FAIL("no word " << word);
  return 0;
}

// "passive, group \"was\", auxiliary was, negated, by follows"
std::string head_of(std::string_view text, std::string_view word) {
  const Reading reading = reader().read(text);
  const std::size_t at = find_word(reading, word);
  const HeadGrammar head = reader().grammar().head(reading, 0, at, at + 1);
  std::string shown(name_of(head.form));
  if (head.group_begin < at) shown.append(", group ").append(reading.bytes(head.group_begin, at));
  if (!head.auxiliary.empty()) shown.append(", auxiliary ").append(head.auxiliary);
  if (head.negated) shown += ", negated";
  if (head.by_follows) shown += ", by follows";
  return shown;
}

}  // namespace

TEST_CASE("grammar: the head of a measure stands in one of eight forms") {
  struct Case {
    const char* text;
    const char* word;
    const char* head;
  };
  const Case cases[] = {
      {"Zembla banned the app.", "banned", "past"},
      {"Zembla quietly banned the app.", "banned", "past, group quietly"},
      {"Zembla bans the app.", "bans", "present"},
      {"Zembla is banning the app.", "banning", "present, group is, auxiliary is"},
      {"Zembla has banned the app.", "banned", "perfect, group has, auxiliary has"},
      {"Zembla may ban the app.", "ban", "modal, group may, auxiliary may"},
      {"Zembla will also formally ban it.", "ban", "modal, group will also formally, auxiliary will"},
      {"Zembla plans to ban the app.", "ban", "infinitive, group to"},
      {"Zembla plans to quickly ban the app.", "ban", "infinitive, group to quickly"},
      {"After banning the app, Zembla waited.", "banning", "gerund"},
      {"The app was banned.", "banned", "passive, group was, auxiliary was"},
      {"The app has been banned.", "banned", "passive, group has been, auxiliary been"},
      {"The app may have been banned.", "banned", "passive, group may have been, auxiliary may"},
      {"The app was forbidden.", "forbidden", "passive, group was, auxiliary was"},
      {"Zembla announced a ban yesterday.", "ban", "noun"},
      {"Zembla's ban took effect.", "ban", "noun"},
      {"A regional ban took effect.", "ban", "noun"},
      {"Zembla drafts bans on apps.", "bans", "noun"},
      {"Ban the app, say critics.", "Ban", "present"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(head_of(c.text, c.word) == c.head);
  }
}

TEST_CASE("grammar: a negation in the verb group denies the head, one outside of it does not") {
  CHECK(head_of("Zembla has not formally banned it.", "banned") ==
        "perfect, group has not formally, auxiliary has, negated");
  CHECK(head_of("Zembla would never ban it.", "ban") == "modal, group would never, auxiliary would, negated");
  CHECK(head_of("The app was not banned.", "banned") == "passive, group was not, auxiliary was, negated");
  CHECK(head_of("Not so long ago Zembla banned it.", "banned") == "past");
}

TEST_CASE("grammar: an agent follows with \"by\" before the clause ends") {
  CHECK(head_of("The app was banned last week by Zembla.", "banned") ==
        "passive, group was, auxiliary was, by follows");
  CHECK(head_of("The app, banned by Zembla, left.", "banned") == "passive, by follows");
  CHECK(head_of("The app was banned, in short, by Zembla.", "banned") ==
        "passive, group was, auxiliary was, by follows");
  CHECK(head_of("The app was banned; a letter by Zembla said so.", "banned") ==
        "passive, group was, auxiliary was");
  CHECK(head_of("The app was banned. By Zembla, they say.", "banned") == "passive, group was, auxiliary was");
  CHECK(head_of("The app was banned one two three four five six seven eight nine ten eleven twelve by it.",
                "banned") == "passive, group was, auxiliary was");
}

TEST_CASE("grammar: a verb group ends at the beginning of its sentence") {
  const Reading reading = reader().read("It would. Ban it.");
  REQUIRE(reading.sentences.size() == 2);
  const std::size_t at = find_word(reading, "Ban");
  const HeadGrammar head = reader().grammar().head(reading, 1, at, at + 1);
  CHECK(head.group_begin == at);
  CHECK(head.form == HeadForm::kPresent);
}

TEST_CASE("grammar: words are marked where a phrase of their class begins and ends") {
  const Reading reading = reader().read("Zembla said that it can no longer be used, but waits.");
  const std::size_t no = find_word(reading, "no");
  CHECK(Grammar::begins(reading, no, WordKind::kNegation));
  CHECK_FALSE(Grammar::begins(reading, no + 1, WordKind::kNegation));
  CHECK(Grammar::ends(reading, no + 2, WordKind::kNegation));
  CHECK_FALSE(Grammar::ends(reading, 0, WordKind::kNegation));
  CHECK_FALSE(Grammar::begins(reading, reading.tokens.size(), WordKind::kNegation));

  const WordKinds kinds = Grammar::between(reading, 0, reading.tokens.size());
  for (const WordKind kind : {WordKind::kSpeech, WordKind::kComplement, WordKind::kModal, WordKind::kNegation,
                              WordKind::kBe, WordKind::kContrast}) {
    INFO(name_of(kind));
    CHECK((kinds & bit(kind)) != 0);
  }
  CHECK((kinds & bit(WordKind::kHave)) == 0);
  CHECK(Grammar::between(reading, no, no) == 0);
}

TEST_CASE("grammar: kinds and forms have names of their own") {
  std::set<std::string_view> names;
  for (std::size_t kind = 0; kind < static_cast<std::size_t>(WordKind::kCount); ++kind)
    names.insert(name_of(static_cast<WordKind>(kind)));
  CHECK(names.size() == static_cast<std::size_t>(WordKind::kCount));
  CHECK(name_of(HeadForm::kNoun) == "noun");
  CHECK(name_of(HeadForm::kPassive) == "passive");
}
