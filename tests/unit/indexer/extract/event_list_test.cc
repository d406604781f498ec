// SPDX-License-Identifier: GPL-2.0-or-later
// From tellings, made by hand, to drafts of events.
#include "indexer/extract/event_list.h"

#include <deque>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// What somebody tells: "RU" bans companies 1 and 2, as "ZE" does, and how sure that is.
struct Told {
  const char* leaf;
  const char* actor;  // "": nobody
  std::vector<std::uint32_t> targets;
  double probability;
  std::vector<const char*> fellows = {};
};

// Tellings and all that they point to.
class Tellings {
 public:
  explicit Tellings(const std::vector<Told>& all) {
    for (const Told& told : all) add(told);
  }
  std::vector<EventDraft> gather() const { return gather_events(tellings_); }

 private:
  const Candidate* candidate(std::string_view code, std::uint32_t row) {
    Mention& mention = mentions_.emplace_back();
    mention.kind = code.empty() ? MentionKind::kCompany : MentionKind::kCountry;
    mention.code = code;
    mention.row = row;
    Candidate& made = candidates_.emplace_back();
    made.mention = &mention;
    return &made;
  }
  void add(const Told& told) {
    MeasureCueRow& row = rows_.emplace_back();
    row.leaf = told.leaf;
    Telling& telling = tellings_.emplace_back();
    telling.match.cue = &row;
    telling.match.sentence = tellings_.size() - 1;
    telling.probability = told.probability;
    if (!std::string_view(told.actor).empty()) telling.actor = candidate(told.actor, 0);
    for (const char* fellow : told.fellows) telling.fellow_actors.push_back(candidate(fellow, 0));
    for (const std::uint32_t target : told.targets) telling.chosen_targets.push_back(candidate({}, target));
  }

  std::deque<Mention> mentions_;
  std::deque<Candidate> candidates_;
  std::deque<MeasureCueRow> rows_;
  std::vector<Telling> tellings_;
};

// "RU app-ban 1,2 told by 0,3; ...": the numbers of the tellings are those of their sentences.
std::string show(const std::vector<EventDraft>& drafts) {
  const auto list = [](const auto& numbers) {
    std::string shown;
    for (const auto number : numbers) shown += (shown.empty() ? "" : ",") + std::to_string(number);
    return shown.empty() ? std::string("-") : shown;
  };
  std::string shown;
  for (const EventDraft& draft : drafts) {
    std::vector<std::size_t> sentences;
    for (const Telling* telling : draft.tellings) sentences.push_back(telling->match.sentence);
    shown += shown.empty() ? "" : "; ";
    shown += draft.actor.empty() ? "nobody" : std::string(draft.actor);
    shown += ' ' + std::string(draft.leaf) + ' ' + list(draft.targets) + " told by " + list(sentences);
  }
  return shown;
}

}  // namespace

TEST_CASE("event list: an actor, a measure and a target are one event, however often it is told") {
  struct Case {
    const char* what;
    std::vector<Told> told;
    const char* drafts;
  };
  const Case cases[] = {
      {"nothing told", {}, ""},
      {"told twice, the surer telling first",
       {{"app-ban", "RU", {1}, 0.6}, {"app-ban", "RU", {1}, 0.9}},
       "RU app-ban 1 told by 1,0"},
      {"equally sure tellings keep the order of the text",
       {{"app-ban", "RU", {1}, 0.7}, {"app-ban", "RU", {1}, 0.7}},
       "RU app-ban 1 told by 0,1"},
      {"other actors, other events",
       {{"app-ban", "RU", {1}, 0.9}, {"app-ban", "ZE", {1}, 0.8}},
       "RU app-ban 1 told by 0; ZE app-ban 1 told by 1"},
      {"an unknown actor is another than a known one",
       {{"app-ban", "RU", {1}, 0.9}, {"app-ban", "", {1}, 0.8}},
       "RU app-ban 1 told by 0; nobody app-ban 1 told by 1"},
      {"other measures, other events",
       {{"app-ban", "RU", {1}, 0.9}, {"fine", "RU", {1}, 0.8}},
       "RU app-ban 1 told by 0; RU fine 1 told by 1"},
      {"other targets, other events",
       {{"app-ban", "RU", {1}, 0.9}, {"app-ban", "RU", {2}, 0.8}},
       "RU app-ban 1 told by 0; RU app-ban 2 told by 1"},
      {"a target in common makes them one, with the targets of both",
       {{"app-ban", "RU", {1, 2}, 0.9}, {"app-ban", "RU", {2, 3}, 0.8}},
       "RU app-ban 1,2,3 told by 0,1"},
      {"an unsure telling adds no target",
       {{"app-ban", "RU", {1, 2}, 0.9}, {"app-ban", "RU", {2, 3}, 0.4}},
       "RU app-ban 1,2 told by 0,1"},
      {"a general measure stays apart from the one that hits a company",
       {{"app-ban", "RU", {1}, 0.9}, {"app-ban", "RU", {}, 0.8}, {"app-ban", "RU", {}, 0.7}},
       "RU app-ban 1 told by 0; RU app-ban - told by 1,2"},
      {"a telling below the least tells nothing",
       {{"app-ban", "RU", {1}, kLeastTelling - 0.01}, {"fine", "RU", {1}, kLeastTelling}},
       "RU fine 1 told by 1"},
      {"the surest event comes first",
       {{"fine", "RU", {1}, 0.3}, {"app-ban", "RU", {1}, 0.5}},
       "RU app-ban 1 told by 1; RU fine 1 told by 0"},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    const Tellings tellings(c.told);
    CHECK(show(tellings.gather()) == c.drafts);
  }
}

TEST_CASE("event list: who does the same has an event of the same kind") {
  const Tellings tellings({{"app-ban", "RU", {1}, 0.9, {"ZE", "LA"}}, {"app-ban", "ZE", {1}, 0.8}});
  CHECK(show(tellings.gather()) ==
        "RU app-ban 1 told by 0; ZE app-ban 1 told by 0,1; LA app-ban 1 told by 0");
}

TEST_CASE("event list: an article that tells of too many events keeps the surest") {
  std::vector<Told> told;
  for (std::uint32_t i = 0; i < 300; ++i) told.push_back({"app-ban", "RU", {i}, i == 299 ? 0.9 : 0.5});
  const Tellings tellings(told);
  const std::vector<EventDraft> drafts = tellings.gather();
  CHECK(drafts.size() == 100);
  CHECK(drafts.front().targets == std::vector<std::uint32_t>{299});
}
