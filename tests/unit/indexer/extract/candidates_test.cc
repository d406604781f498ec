// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/candidates.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

// "RU:sentence ZE:before/2": where from, and how many sentences back if any.
template <typename Name>
std::string show(const std::vector<Candidate>& candidates, Name name) {
  std::string shown;
  for (const Candidate& candidate : candidates) {
    shown += (shown.empty() ? "" : " ") + name(candidate) + ':' + std::string(name_of(candidate.source));
    if (candidate.back > 0) shown += '/' + std::to_string(candidate.back);
  }
  return shown;
}

std::string actors(const Telling& telling) {
  return show(telling.actors, [](const Candidate& each) { return std::string(each.mention->code); });
}

std::string targets(const ReadArticle& read, const Telling& telling) {
  return show(telling.targets, [&read](const Candidate& each) { return read.company(each); });
}

// The ban of the last sentence that tells one.
const Telling& last_ban(const ReadArticle& read) {
  const Telling* ban = nullptr;
  for (const Telling& telling : read.tellings) {
    if (telling.match.cue->leaf == "app-ban") ban = &telling;
  }
  REQUIRE(ban != nullptr);
  return *ban;
}

constexpr const char* kFiller = "It rained. It snowed. It froze. It thawed. It hailed. ";

}  // namespace

TEST_CASE("candidates: actors come from the sentence, from before it, from the title") {
  struct Case {
    const char* title;
    std::string body;
    const char* actors;
  };
  const Case cases[] = {
      {"News of the day", "Ruritania banned ChatFox.", "RU:sentence"},
      {"News of the day", "Zembla says that Ruritania banned ChatFox.", "ZE:sentence RU:sentence"},
      {"News of the day", "Zembla waits. Ruritania banned ChatFox.", "RU:sentence ZE:before/1"},
      {"News of the day", "Zembla waits. The app ChatFox was banned.", "ZE:before/1"},
      {"News of the day", "Zembla waits. Zembla sleeps. The app ChatFox was banned.", "ZE:before/1"},
      {"News of the day", std::string("Zembla waits. ") + kFiller + "The app ChatFox was banned.",
       "ZE:principal/6"},
      {"Zembla acts", std::string(kFiller) + "The app ChatFox was banned.", "ZE:principal/6"},
      {"Zembla and Ruritania act", std::string(kFiller) + "The app ChatFox was banned.",
       "ZE:principal/6 RU:title/6"},
      {"News of the day", "Ruritania's Telecom Board met. The regulator banned ChatFox.", "RU:anaphor/1"},
      {"News of the day", "The app ChatFox was banned.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.title << ": " << c.body);
    const ReadArticle read(c.title, c.body);
    CHECK(actors(last_ban(read)) == c.actors);
  }
}

TEST_CASE("candidates: targets come from the sentence, from before it, from the title") {
  struct Case {
    const char* title;
    std::string body;
    const char* targets;
  };
  const Case cases[] = {
      {"News of the day", "Ruritania banned ChatFox and PicPal.", "ChatFox:sentence PicPal:sentence"},
      {"News of the day", "ChatFox grew. Ruritania banned the app.", "ChatFox:anaphor/1"},
      {"News of the day", "PicPal shrank. ChatFox grew. Ruritania banned the app.",
       "ChatFox:anaphor/1 PicPal:before/2"},
      {"News of the day", "ChatFox grew. Ruritania banned apps such as PicPal.",
       "PicPal:sentence ChatFox:before/1"},
      {"News of the day", std::string("ChatFox grew. ") + kFiller + "Ruritania banned the app PicPal.",
       "PicPal:sentence"},
      {"ChatFox and PicPal in need", std::string(kFiller) + "Ruritania banned a messaging app.",
       "ChatFox:principal/6 PicPal:title/6"},
      {"News of the day",
       std::string("ChatFox grew. ChatFox shrank. ChatFox grew. ") + kFiller + "Ruritania banned an app.",
       "ChatFox:principal/8"},
  };
  for (const Case& c : cases) {
    INFO(c.title << ": " << c.body);
    const ReadArticle read(c.title, c.body);
    CHECK(targets(read, last_ban(read)) == c.targets);
  }
}

TEST_CASE("candidates: of several mentions of one name the nearest of either side stands for it") {
  const ReadArticle read("ChatFox met ChatFox users when Ruritania banned ChatFox, as ChatFox said.");
  const Telling& ban = last_ban(read);
  REQUIRE(targets(read, ban) == "ChatFox:sentence ChatFox:sentence");
  CHECK(read.reading.bytes(ban.targets[0].mention->first, ban.targets[0].mention->last + 1) ==
        "ChatFox users");
  CHECK(read.reading.bytes(ban.targets[1].mention->first - 1, ban.targets[1].mention->last) ==
        "banned ChatFox");
}

TEST_CASE("candidates: a state by which a firm is described is one that does not act") {
  const ReadArticle read("Ruritania banned the Zemblan-owned app ChatFox.");
  const Telling& ban = last_ban(read);
  REQUIRE(actors(ban) == "RU:sentence ZE:sentence");
  CHECK(ban.actors[0].mention->acts_as_state);
  CHECK_FALSE(ban.actors[1].mention->acts_as_state);
}

TEST_CASE("candidates: sources have names") {
  CHECK(name_of(Origin::kSentence) == "sentence");
  CHECK(name_of(Origin::kAnaphor) == "anaphor");
  CHECK(name_of(Origin::kBefore) == "before");
  CHECK(name_of(Origin::kTitle) == "title");
  CHECK(name_of(Origin::kPrincipal) == "principal");
}
