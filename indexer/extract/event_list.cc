// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/event_list.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "indexer/extract/role_features.h"

namespace chokepoint {
namespace {

constexpr double kAboutAsSure = 0.8;  // of the surest telling's probability
constexpr std::size_t kPenaltyWindow = 12;
constexpr std::size_t kMaxEvents = 100;  // an article that tells of more is a table, and costs their square
constexpr std::string_view kFine = "fine";
constexpr std::string_view kConsidered = "considered";

std::string_view sureness(double probability) {
  if (probability < 0.3) return "<.3";
  if (probability < 0.5) return "<.5";
  if (probability < 0.7) return "<.7";
  if (probability < 0.85) return "<.85";
  return probability < 0.95 ? "<.95" : "high";
}

// A measure against nobody in particular, a law, is another than the one that hits a company by it.
bool may_be_same(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return a.empty() && b.empty();
  return std::any_of(a.begin(), a.end(),
                     [&b](std::uint32_t row) { return std::find(b.begin(), b.end(), row) != b.end(); });
}

// The first sum of money of the sentence that stands near the head of the match.
std::string sum_near(const Reading& reading, const Sentence& sentence, const MeasureMatch& match) {
  auto sum = std::lower_bound(reading.sums.begin(), reading.sums.end(), sentence.first,
                              [](const MoneySum& each, std::size_t token) { return each.first < token; });
  for (; sum != reading.sums.end() && sum->last <= sentence.last; ++sum) {
    if (distance(match.first, match.last, sum->first, sum->last) > kPenaltyWindow) continue;
    return std::string(reading.bytes(sum->first, sum->last));
  }
  return {};
}

std::string percent(double probability) {
  return std::to_string(std::lround(100 * probability)) + " %";
}

std::string describe(const Telling& telling, const EventDraft& draft) {
  std::string rule = "cue " + std::string(telling.match.cue->id);
  if (!telling.match.flaw.empty()) rule += " (" + std::string(telling.match.flaw) + ")";
  rule += ", asserted " + percent(telling.probability);
  if (telling.actor != nullptr) {
    rule += "; actor from " + std::string(name_of(telling.actor->source)) + ' ' +
            percent(telling.actor->probability);
  }
  if (!telling.chosen_targets.empty()) {
    const Candidate& target = *telling.chosen_targets.front();
    rule += "; target from " + std::string(name_of(target.source)) + ' ' + percent(target.probability);
  }
  if (!telling.statuses.empty()) {
    rule += "; status";
    for (const std::string_view status : telling.status_rules) rule += " by " + std::string(status) + ",";
    rule += ' ' + percent(telling.statuses.front().probability);
  }
  rule += "; event " + percent(draft.probability);
  if (!draft.reasons.empty()) rule += ": " + draft.reasons;
  return rule;
}

// The first telling in the body that is about as sure as the surest: news says first what it then explains.
const Telling& evidence_of(const Reading& reading, const EventDraft& draft) {
  const Telling* first = nullptr;
  for (const Telling* telling : draft.tellings) {
    if (reading.sentences[telling->match.sentence].section == Section::kTitle) continue;
    if (telling->probability < kAboutAsSure * draft.best().probability) continue;
    if (first == nullptr || telling->match.sentence < first->match.sentence) first = telling;
  }
  return first != nullptr ? *first : draft.best();
}

// What is merely considered has no date: one that is told with it is when somebody spoke of it. A telling
// that is unsure may be of another event.
std::string date_of_event(const Telling& evidence, const EventDraft& draft) {
  if (!evidence.statuses.empty() && evidence.statuses.front().status == kConsidered) return {};
  std::string date = evidence.date;
  for (const Telling* telling : draft.tellings) {
    if (!date.empty() || telling->probability < kAboutAsSure * draft.best().probability) break;
    date = telling->date;
  }
  return date;
}

}  // namespace

std::vector<EventDraft> gather_events(const std::vector<Telling>& tellings) {
  std::vector<const Telling*> order;
  for (const Telling& telling : tellings) {
    if (telling.probability >= kLeastTelling) order.push_back(&telling);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const Telling* a, const Telling* b) { return a->probability > b->probability; });
  std::vector<EventDraft> drafts;
  const auto tell = [&](const Telling& telling, std::string_view actor,
                        const std::vector<std::uint32_t>& targets) {
    for (EventDraft& draft : drafts) {
      if (draft.leaf != telling.match.cue->leaf || draft.actor != actor) continue;
      if (!may_be_same(draft.targets, targets)) continue;
      for (const std::uint32_t row : targets) {
        const bool is_new = std::find(draft.targets.begin(), draft.targets.end(), row) == draft.targets.end();
        if (is_new && telling.probability >= 0.5) draft.targets.push_back(row);
      }
      draft.tellings.push_back(&telling);
      return;
    }
    if (drafts.size() == kMaxEvents) return;
    EventDraft& draft = drafts.emplace_back();
    draft.leaf = telling.match.cue->leaf;
    draft.actor = actor;
    draft.targets = targets;
    draft.tellings = {&telling};
  };
  for (const Telling* telling : order) {
    std::vector<std::uint32_t> targets;
    for (const Candidate* target : telling->chosen_targets) targets.push_back(target->mention->row);
    tell(*telling, telling->actor == nullptr ? std::string_view() : telling->actor->mention->code, targets);
    for (const Candidate* fellow : telling->fellow_actors) tell(*telling, fellow->mention->code, targets);
  }
  for (EventDraft& draft : drafts) {
    std::stable_sort(draft.tellings.begin(), draft.tellings.end(),
                     [](const Telling* a, const Telling* b) { return a->probability > b->probability; });
  }
  return drafts;
}

void event_features(const Reading& reading, const EventDraft& draft, const std::vector<EventDraft>& drafts,
                    Features& features) {
  const Telling& best = draft.best();
  features.start(mode_of(best));
  features.add("leaf", draft.leaf);
  features.add("best", sureness(best.probability));
  features.add_count("tellings", draft.tellings.size(), sureness(best.probability));
  features.add("flaw", best.match.flaw.empty() ? "none" : best.match.flaw);
  if (best.is_background) features.add("background");
  bool in_title = false, in_lead = false;
  for (const Telling* telling : draft.tellings) {
    const Section section = reading.sentences[telling->match.sentence].section;
    in_title = in_title || section == Section::kTitle;
    in_lead = in_lead || section == Section::kLead;
  }
  if (in_title) features.add("in title", sureness(best.probability));
  if (in_lead) features.add("in lead", sureness(best.probability));
  if (best.actor == nullptr) {
    features.add("no actor");
  } else {
    features.add("actor", sureness(best.actor->probability), name_of(best.actor->source));
    features.add("actor kind", name_of(best.actor->mention->kind), name_of(best.actor->source));
    if (best.actor->mention->code != draft.actor) features.add("by a fellow");
  }
  if (draft.targets.empty()) {
    features.add("no target", draft.leaf);
  } else {
    features.add("target",
                 sureness(best.chosen_targets.empty() ? 0 : best.chosen_targets.front()->probability),
                 best.chosen_targets.empty() ? "none" : name_of(best.chosen_targets.front()->source));
  }
  features.add_count("targets", draft.targets.size());
  // The same leaf told of others: the surer of two tellings is the likelier, and lists are told together.
  std::size_t same_leaf = 0, surer = 0, same_actor = 0, surer_of_actor = 0;
  std::string_view same_target = "no other";
  for (const EventDraft& other : drafts) {
    if (&other == &draft || other.leaf != draft.leaf) continue;
    ++same_leaf;
    const bool is_surer = other.best().probability > best.probability;
    if (is_surer) ++surer;
    if (other.actor == draft.actor) ++same_actor;
    if (other.actor == draft.actor && is_surer) ++surer_of_actor;
    if (may_be_same(other.targets, draft.targets) && same_target != "a surer one")
      same_target = is_surer ? "a surer one" : "one less sure";
    if (draft.targets.empty() && !other.targets.empty() && other.actor == draft.actor)
      features.add("with targets", is_surer ? "surer" : "less sure");
  }
  features.add_count("others of leaf", same_leaf);
  features.add_count("surer of leaf", surer);
  features.add_count("others of actor", same_actor, surer_of_actor > 0 ? "surer" : "less sure");
  features.add("same targets, other actor", same_target);
  features.add_count("events", drafts.size());
  if (!best.statuses.empty()) features.add("status", best.statuses.front().status);
}

void core_leaf_features(const Reading& reading, std::string_view leaf, const std::vector<EventDraft>& drafts,
                        Features& features) {
  double best = 0;
  std::size_t events = 0, tellings = 0, background = 0, lead = 0;
  std::size_t first = static_cast<std::size_t>(-1);
  bool in_title = false;
  std::set<std::string_view> leaves;
  std::set<std::size_t> paragraphs;
  std::map<std::string_view, double> weights;
  std::string_view status = "none";
  for (const EventDraft& draft : drafts) {
    leaves.insert(draft.leaf);
    for (const Telling* telling : draft.tellings) weights[draft.leaf] += telling->probability;
    if (draft.leaf != leaf) continue;
    ++events;
    if (draft.probability > best) {
      best = draft.probability;
      if (!draft.best().statuses.empty()) status = draft.best().statuses.front().status;
    }
    for (const Telling* telling : draft.tellings) {
      if (telling->probability < 0.3) continue;
      const Sentence& sentence = reading.sentences[telling->match.sentence];
      ++tellings;
      paragraphs.insert(sentence.paragraph);
      first = std::min(first, telling->match.sentence);
      in_title = in_title || sentence.section == Section::kTitle;
      if (sentence.section == Section::kLead && !telling->is_background) ++lead;
      if (telling->is_background) ++background;
    }
  }
  std::size_t heavier = 0;
  for (const auto& [other, weight] : weights) heavier += weight > weights[leaf] ? 1U : 0U;
  features.start({});
  features.add("leaf", leaf);
  features.add("best", sureness(best));
  features.add("in title", in_title ? "yes" : "no");
  features.add_count("in lead", lead);
  features.add("in title and lead", in_title ? "title" : "no title", lead > 0 ? "lead" : "no lead");
  features.add_count("tellings", tellings);
  features.add_count("paragraphs", paragraphs.size());
  features.add_count("events", events);
  features.add_count("leaves", leaves.size());
  features.add_count("heavier leaves", heavier);
  features.add_count("first told", first);
  features.add("heavier, in lead", size_class(heavier), lead > 0 || in_title ? "early" : "late");
  if (tellings > 0 && background == tellings) features.add("all background");
  features.add("status", status, lead > 0 || in_title ? "early" : "late");
}

EventWriter::EventWriter(const Vocabulary::Data& data, PhraseSets& sets)
    : data_(data), retaliation_(sets.of_class("retaliation")) {}

Event EventWriter::write(const Reading& reading, const EventDraft& draft) const {
  const Telling& best = evidence_of(reading, draft);
  const Sentence& sentence = reading.sentences[best.match.sentence];
  Event event;
  event.measure = draft.leaf;
  event.actor = draft.actor;
  event.core = draft.is_core;
  event.evidence_begin = sentence.begin;
  event.evidence_end = sentence.end;
  event.rule = describe(best, draft);
  if (!best.statuses.empty()) event.status = best.statuses.front().status;
  for (const std::uint32_t row : draft.targets) {
    event.targets.emplace_back(company_name(reading, data_, row));
    const CompanyRow* known = known_company(data_, row);
    if (event.home.empty() && known != nullptr) event.home = known->home;
  }
  std::sort(event.targets.begin(), event.targets.end());
  for (const MeasureRow& row : data_.measures) {
    if (row.leaf == event.measure) event.scope = row.scope;
  }
  event.date = date_of_event(best, draft);
  for (const Telling* telling : draft.tellings) {
    if (event.authority.empty() && telling->authority != nullptr && telling->authority->code == draft.actor)
      event.authority = authority_name(reading, data_, telling->authority->row);
    const Sentence& place = reading.sentences[telling->match.sentence];
    if (event.measure == kFine && event.penalty.empty())
      event.penalty = sum_near(reading, place, telling->match);
    event.retaliatory = event.retaliatory || is_in_sentence(reading, telling->match.sentence, retaliation_);
  }
  return event;
}

}  // namespace chokepoint
