// SPDX-License-Identifier: GPL-2.0-or-later
// The steps of extraction one by one, as far as they do not depend on what the models were trained on.
#include "indexer/extract/extraction.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/invented_world.h"

using namespace chokepoint;

namespace {

bool has_actor(const Telling& telling, std::string_view code) {
  return std::any_of(telling.actors.begin(), telling.actors.end(),
                     [&](const Candidate& each) { return each.mention->code == code; });
}

bool has_target(const ReadArticle& read, const Telling& telling, std::string_view company) {
  return std::any_of(telling.targets.begin(), telling.targets.end(),
                     [&](const Candidate& each) { return read.company(each) == company; });
}

// The status of the first rule that fires; "" if none does.
std::string_view first_status(const Telling& telling) {
  for (const StatusCueRow& row : invented_vocabulary().data().status_cues) {
    if (!telling.status_rules.empty() && row.id == telling.status_rules.front()) return row.status;
  }
  return {};
}

// The tellings of a sentence that meet all conditions of their rows: "app-ban fine".
std::string leaves(const ReadArticle& read) {
  std::string shown;
  for (const Telling& telling : read.tellings) {
    if (telling.match.flaw.empty())
      shown += (shown.empty() ? "" : " ") + std::string(telling.match.cue->leaf);
  }
  return shown;
}

const LinearModels& models_that_know_nothing() {
  static const LinearModels models(std::vector<WeightRow>{});
  return models;
}

std::vector<std::string> chosen_targets(const ReadArticle& read, const Telling& telling) {
  std::vector<std::string> names;
  for (const Candidate* target : telling.chosen_targets) names.push_back(read.company(*target));
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("extraction: a sentence is a telling of its measure, with those who act and those who are hit") {
  struct Case {
    const char* sentence;
    const char* leaf;
    const char* actor;
    const char* target;
    const char* status;  // as the first rule says
  };
  const Case cases[] = {
      {"Ruritania banned ChatFox on Monday.", "app-ban", "RU", "ChatFox", "announced"},
      {"ChatFox was banned by Ruritania.", "app-ban", "RU", "ChatFox", ""},
      {"Strelsau ordered Lumo to sell ChatFox within 90 days.", "forced-divestiture", "RU", "ChatFox", ""},
      {"The Telecom Board fined Lumo 30 million crowns, or $3 million.", "fine", "RU", "Lumo", ""},
      {"Ruritania's government may ban ChatFox.", "app-ban", "RU", "ChatFox", "considered"},
      {"A Ruritanian bill would ban ChatFox.", "app-ban", "RU", "ChatFox", "proposed"},
      {"Ruritanian officials must delete ChatFox: the app is banned on government devices.", "gov-device-ban",
       "RU", "ChatFox", ""},
      {"Zembla imposed export controls on chips.", "export-control", "ZE", "", ""},
      {"Ruritania put Norvik on its trade blacklist.", "entity-listing", "RU", "Norvik", ""},
      {"Lumo will appeal the ruling of the Telecom Board.", "legal-challenge", "RU", "Lumo", ""},
      {"Ruritania lifted the ban on ChatFox.", "app-ban", "RU", "ChatFox", "lifted"},
      {"Strelsau quietly banned ChatFox.", "app-ban", "RU", "ChatFox", ""},
      {"ChatFox may not be used in Ruritania: the app is banned.", "app-ban", "RU", "ChatFox", ""},
      {"ChatFox was banned by Ruritania and Zembla.", "app-ban", "ZE", "ChatFox", ""},
      {"ChatFox was banned by Ruritania and Zembla.", "app-ban", "RU", "ChatFox", ""},
      {"RURITANIA. The board banned ChatFox.", "app-ban", "RU", "ChatFox", ""},
      {"ChatFox has many users. Ruritania banned the app.", "app-ban", "RU", "ChatFox", ""},
      {"Ruritania ordered Zembla tech giant Lumo to sell ChatFox.", "forced-divestiture", "RU", "ChatFox",
       ""},
      {"The navy banned ChatFox, which is owned by Zembla, from work phones.", "gov-device-ban", "ZE",
       "ChatFox", ""},
      {"The board banned the Zemblan state-owned carrier Norvik from 5G networks.", "telecom-exclusion", "ZE",
       "Norvik", ""},
      {"ChatFox was banned over its ties to Zembla.", "app-ban", "ZE", "ChatFox", ""},
      {"Zembla banned ChatFox.", "app-ban", "ZE", "ChatFox", ""},
      {"The Zemblan government banned ChatFox.", "app-ban", "ZE", "ChatFox", ""},
      {"ChatFox was banned by Zembla.", "app-ban", "ZE", "ChatFox", ""},
  };
  for (const Case& c : cases) {
    INFO(c.sentence);
    const ReadArticle read{std::string(c.sentence)};
    INFO("flawless: " << leaves(read));
    const Telling* telling = read.telling(c.leaf);
    CHECK(telling != nullptr);
    if (telling == nullptr) continue;
    CHECK(telling->match.flaw.empty());
    CHECK(has_actor(*telling, c.actor));
    if (*c.target != '\0') CHECK(has_target(read, *telling, c.target));
    CHECK(first_status(*telling) == c.status);
  }
}

TEST_CASE("extraction: a denial and an act of a company's own are no tellings of a state's measure") {
  for (const char* sentence : {"Ruritania will not ban ChatFox.", "ChatFox banned 2,000 accounts.",
                               "Lumo has blocked ChatFox readers who cheat."}) {
    INFO(sentence);
    CHECK(leaves(ReadArticle{std::string(sentence)}).empty());
  }
}

TEST_CASE("extraction: \"the ban\" tells the measure told before once more") {
  const ReadArticle read("Ruritania bans ChatFox", "Users were upset. The ban begins in May.");
  REQUIRE(read.tellings.size() == 2);
  CHECK(read.tellings[1].match.flaw == "anaphor");
  CHECK(read.tellings[1].match.cue->leaf == "app-ban");
  CHECK(read.tellings[1].match.sentence == 2);
  CHECK(leaves(ReadArticle("News of the day", "Users were upset. The ban begins in May.")).empty());
}

TEST_CASE("extraction: models that know nothing take the first actor and every target of the sentence") {
  const ReadArticle read("ChatFox and PicPal were banned by Zembla.");
  Telling telling = *read.telling("app-ban");
  invented_extraction().choose_roles(read.reading, models_that_know_nothing(), telling);
  REQUIRE(telling.actor != nullptr);
  CHECK(telling.actor->mention->code == "ZE");
  CHECK(telling.actor->probability == 0.5);
  CHECK(chosen_targets(read, telling) == Names{"ChatFox", "PicPal"});
}

TEST_CASE("extraction: of the targets from elsewhere one is taken, and only if the sentence has none") {
  const std::string before = "ChatFox grew. PicPal shrank. ";
  const ReadArticle read("News of the day", before + "Ruritania banned the app.");
  Telling telling = *read.telling("app-ban");
  REQUIRE(telling.targets.size() == 2);
  invented_extraction().choose_roles(read.reading, models_that_know_nothing(), telling);
  CHECK(chosen_targets(read, telling) == Names{"PicPal"});

  const ReadArticle named("News of the day", before + "Ruritania banned Searchly.");
  telling = *named.telling("app-ban");
  REQUIRE(telling.targets.size() == 3);
  invented_extraction().choose_roles(named.reading, models_that_know_nothing(), telling);
  CHECK(chosen_targets(named, telling) == Names{"Searchly"});
}

TEST_CASE("extraction: an unlikely target is none, an unlikely actor is better than nobody") {
  const LinearModels models({{"actor", "bias", -3}, {"target", "bias", -3}});
  const ReadArticle read("Ruritania and Zembla banned ChatFox.");
  Telling telling = *read.telling("app-ban");
  invented_extraction().choose_roles(read.reading, models, telling);
  CHECK(telling.chosen_targets.empty());
  REQUIRE(telling.actor != nullptr);
  CHECK(telling.actor->probability < 0.1);
  CHECK(telling.fellow_actors.empty());
}

TEST_CASE("extraction: a likely second actor of the sentence is a fellow") {
  const LinearModels models({{"actor", "bias", 3}});
  const ReadArticle read("Ruritania and Zembla banned ChatFox.");
  Telling telling = *read.telling("app-ban");
  invented_extraction().choose_roles(read.reading, models, telling);
  REQUIRE(telling.actor != nullptr);
  REQUIRE(telling.fellow_actors.size() == 1);
  CHECK(std::set<std::string_view>{telling.actor->mention->code, telling.fellow_actors[0]->mention->code} ==
        std::set<std::string_view>{"RU", "ZE"});
}

TEST_CASE("extraction: the organ that acts is the actor's own") {
  struct Case {
    const char* body;
    const char* authority;
  };
  const Case cases[] = {
      {"The Telecom Board banned ChatFox.", "Ruritanian Telecom Board"},
      {"Ruritania's Telecom Board met. The regulator banned ChatFox.", "Ruritanian Telecom Board"},
      {"The Telecom Board met. It rained. So Ruritania banned ChatFox.", "Ruritanian Telecom Board"},
      {"Ruritania banned ChatFox, which the Privacy Office watches.", ""},
      {"The Telecom Board met. It rained. It snowed. It froze. It thawed. Ruritania banned ChatFox.", ""},
  };
  for (const Case& c : cases) {
    INFO(c.body);
    const ReadArticle read("News of the day", c.body);
    Telling telling = *read.telling("app-ban");
    invented_extraction().choose_roles(read.reading, models_that_know_nothing(), telling);
    const std::string_view name =
        telling.authority == nullptr
            ? std::string_view()
            : authority_name(read.reading, invented_vocabulary().data(), telling.authority->row);
    CHECK(name == c.authority);
  }
}

TEST_CASE("extraction: the statuses of a telling are all there are, the likeliest first, and sum to one") {
  const LinearModels models({{"status lifted", "bias", 4}, {"assertion", "bias", 1}});
  const ReadArticle read("Ruritania banned ChatFox.");
  Telling telling = *read.telling("app-ban");
  invented_extraction().choose_roles(read.reading, models, telling);
  const LeafStories stories = count_leaves(read.reading, read.tellings);
  invented_extraction().weigh(read.reading, models, stories, telling);
  CHECK(telling.probability == Approx(0.731).margin(0.001));
  REQUIRE(telling.statuses.size() == invented_vocabulary().all_statuses().size());
  CHECK(telling.statuses.front().status == "lifted");
  double sum = 0;
  for (const StatusFinding& status : telling.statuses) sum += status.probability;
  CHECK(sum == Approx(1));
  CHECK(std::is_sorted(telling.statuses.begin(), telling.statuses.end(),
                       [](const auto& a, const auto& b) { return a.probability > b.probability; }));
}

TEST_CASE("extraction: unlikely drafts are no events, and unlikely leaves are no core") {
  const ReadArticle read("Ruritania banned ChatFox.");
  std::vector<Telling> tellings = read.tellings;
  for (Telling& telling : tellings) {
    invented_extraction().choose_roles(read.reading, models_that_know_nothing(), telling);
    telling.probability = 0.9;
  }
  const std::vector<EventDraft> drafts = gather_events(tellings);
  REQUIRE_FALSE(drafts.empty());
  for (const double bias : {-3.0, 3.0}) {
    INFO("bias " << bias);
    const LinearModels models({{"event", "bias", bias}, {"core measure", "bias", bias}});
    std::vector<EventDraft> events = drafts;
    invented_extraction().weigh_events(read.reading, models, events);
    invented_extraction().judge_leaves(read.reading, models, events);
    CHECK(events.front().is_core == (bias > 0));
    invented_extraction().keep_events(events);
    CHECK(events.empty() == (bias < 0));
  }
}

TEST_CASE("extraction: an article has at most four core measures") {
  const ReadArticle read(
      "News of the day",
      "Ruritania banned ChatFox. Ruritania fined Lumo $3 million. Zembla imposed export controls on chips. "
      "Ruritania put Norvik on its trade blacklist. Ruritania imposed sanctions on Castell. "
      "Ruritania ordered Lumo to sell ChatFox within 90 days.");
  std::vector<Telling> tellings = read.tellings;
  for (Telling& telling : tellings) {
    invented_extraction().choose_roles(read.reading, models_that_know_nothing(), telling);
    telling.probability = 0.9;
  }
  std::vector<EventDraft> events = gather_events(tellings);
  invented_extraction().judge_leaves(read.reading, models_that_know_nothing(), events);
  std::set<std::string_view> told, core;
  for (const EventDraft& event : events) {
    told.insert(event.leaf);
    if (event.is_core) core.insert(event.leaf);
  }
  CHECK(told.size() >= 6);
  CHECK(core.size() == 4);
}

TEST_CASE("extraction: an event has evidence, authority, penalty, home and date") {
  const ReadArticle read(
      "News of the day",
      "Nothing happened before. The Ruritanian Telecom Board fined ChatFox $3 million on May 4, 2021. It was "
      "late.");
  std::vector<Telling> tellings{*read.telling("fine")};
  invented_extraction().choose_roles(read.reading, models_that_know_nothing(), tellings[0]);
  tellings[0].probability = 0.9;
  Article article = read.article;
  std::vector<EventDraft> events = gather_events(tellings);
  invented_extraction().judge_leaves(read.reading, models_that_know_nothing(), events);
  invented_extraction().write(read.reading, models_that_know_nothing(), events, article);
  REQUIRE(article.events.size() == 1);
  const Event& event = article.events[0];
  CHECK(article.text.substr(event.evidence_begin, event.evidence_end - event.evidence_begin) ==
        "The Ruritanian Telecom Board fined ChatFox $3 million on May 4, 2021.");
  CHECK(event.actor == "RU");
  CHECK(event.targets == Names{"ChatFox"});
  CHECK(event.authority == "Ruritanian Telecom Board");
  CHECK(event.penalty == "$3 million");
  CHECK(event.home == "ZE");
  CHECK(event.date == "2021-05-04");
  CHECK(event.core);
  CHECK(event.rule.find("cue fine") != std::string::npos);
}

TEST_CASE("extraction: weights.tsv has the models that are asked for, and no other") {
  std::set<std::string> asked, statuses, known;
  for (const std::string_view name : {model::kActor, model::kTarget, model::kAssertion, model::kEvent,
                                      model::kCoreLeaf, model::kCountry, model::kCompany})
    asked.emplace(name);
  const Vocabulary built_in = Vocabulary::load();
  for (const std::string& status : built_in.all_statuses())
    statuses.insert(std::string(model::kStatus) + status);
  for (const WeightRow& row : read_weights(built_in.data())) known.emplace(row.model);
  for (const std::string& name : asked) {
    INFO(name);
    CHECK(known.contains(name));
  }
  // A status that no annotated article has is not learnt.
  for (const std::string& name : known) {
    INFO(name);
    CHECK((asked.contains(name) || statuses.contains(name)));
  }
}
