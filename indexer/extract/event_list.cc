// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/event_list.h"

#include <algorithm>

#include "indexer/extract/event_dates.h"

namespace chokepoint {
namespace {

constexpr std::size_t kPenaltyWindow = 12;
constexpr std::size_t kMaxEvents = 100;  // an article that tells of more is a table, and costs their square
constexpr std::string_view kFine = "fine";

bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// Told again without its targets, it is still the same measure.
bool may_be_same(const Event& a, const Event& b) {
  if (a.targets.empty() || b.targets.empty()) return true;
  return std::any_of(a.targets.begin(), a.targets.end(),
                     [&b](const std::string& target) { return contains(b.targets, target); });
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

bool names_its_actor(const Assertion& assertion) {
  return assertion.roles.actor_pattern == "subject" || assertion.roles.actor_pattern == "by";
}

std::string describe(const Assertion& assertion) {
  std::string rule =
      "cue " + std::string(assertion.match.cue->id) + ", status " + std::string(assertion.status.rule);
  if (!assertion.roles.actor_pattern.empty()) rule += ", actor " + assertion.roles.actor_pattern;
  if (!assertion.roles.target_pattern.empty()) rule += ", target " + assertion.roles.target_pattern;
  return rule;
}

}  // namespace

EventBuilder::EventBuilder(const Vocabulary::Data& data, PhraseSets& sets)
    : data_(data), retaliation_(sets.of_class("retaliation")) {}

int EventBuilder::rank_of(std::string_view status) const {
  for (const StatusRow& row : data_.statuses) {
    if (row.status == status) return row.rank;
  }
  return 0;
}

Event EventBuilder::make_event(const Reading& reading, const Article& article,
                               const Assertion& assertion) const {
  const Sentence& sentence = reading.sentences[assertion.match.sentence];
  Event event;
  event.measure = assertion.match.cue->leaf;
  event.status = assertion.status.status;
  event.evidence_begin = sentence.begin;
  event.evidence_end = sentence.end;
  event.rule = describe(assertion);
  if (assertion.roles.actor != nullptr) event.actor = assertion.roles.actor->code;
  if (assertion.roles.authority != nullptr)
    event.authority = data_.authorities[assertion.roles.authority->row].name;
  for (const std::uint32_t row : assertion.roles.targets) {
    event.targets.emplace_back(company_name(reading, data_, row));
    const CompanyRow* known = known_company(data_, row);
    if (event.home.empty() && known != nullptr) event.home = known->home;
  }
  std::sort(event.targets.begin(), event.targets.end());
  for (const MeasureRow& row : data_.measures) {
    if (row.leaf == event.measure) event.scope = row.scope;
  }
  event.date = date_in_sentence(reading, sentence, parse_iso_date(article.published));
  if (event.measure == kFine) event.penalty = sum_near(reading, sentence, assertion.match);
  event.retaliatory =
      find_near(reading, assertion.match.sentence, retaliation_, sentence.first, sentence.last, 0) != nullptr;
  return event;
}

// A status that no words support adds nothing to what was told before.
void EventBuilder::retell(Event&& event, bool is_default_status, std::size_t body_begin, Event& known) const {
  // The evidence is the first telling in the body; the title only announces it.
  if (known.evidence_begin < body_begin && event.evidence_begin >= body_begin) {
    known.evidence_begin = event.evidence_begin;
    known.evidence_end = event.evidence_end;
    known.rule = event.rule;
  }
  if (!is_default_status && rank_of(event.status) > rank_of(known.status)) known.status = event.status;
  for (std::string& target : event.targets) {
    if (!contains(known.targets, target)) known.targets.push_back(std::move(target));
  }
  std::sort(known.targets.begin(), known.targets.end());
  if (known.authority.empty()) known.authority = event.authority;
  if (known.date.empty()) known.date = event.date;
  if (known.penalty.empty()) known.penalty = event.penalty;
  if (known.home.empty()) known.home = event.home;
  known.retaliatory = known.retaliatory || event.retaliatory;
  known.core = known.core || event.core;
}

std::vector<Event> EventBuilder::build(const Reading& reading, const Article& article,
                                       const std::vector<Assertion>& assertions,
                                       const std::vector<Cell>& core_leaves) const {
  std::vector<Event> events;
  const auto tell = [&](Event&& event, const Assertion& assertion) {
    const auto same = std::find_if(events.begin(), events.end(), [&event](const Event& other) {
      return other.measure == event.measure && other.actor == event.actor && may_be_same(other, event);
    });
    if (same == events.end()) {
      if (events.size() < kMaxEvents) events.push_back(std::move(event));
    } else {
      retell(std::move(event), assertion.status.is_default, article.body_begin, *same);
    }
  };
  // Those that name their targets first, so that what is told of nobody in particular finds its event.
  for (const bool with_targets : {true, false}) {
    for (const Assertion& assertion : assertions) {
      if (assertion.roles.targets.empty() == with_targets) continue;
      const bool is_core_leaf =
          std::find(core_leaves.begin(), core_leaves.end(), assertion.match.cue->leaf) != core_leaves.end();
      // History that names nobody is too vague to be an event.
      if (is_core_leaf || with_targets || names_its_actor(assertion)) {
        Event event = make_event(reading, article, assertion);
        event.core = is_core_leaf && !assertion.is_background;
        for (const Cell fellow : assertion.roles.fellow_actors) {
          Event same_elsewhere = event;
          same_elsewhere.actor = fellow;
          same_elsewhere.authority.clear();
          tell(std::move(same_elsewhere), assertion);
        }
        tell(std::move(event), assertion);
      }
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) { return a.evidence_begin < b.evidence_begin; });
  return events;
}

}  // namespace chokepoint
