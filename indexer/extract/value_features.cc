// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/value_features.h"

#include <algorithm>

#include "indexer/extract/role_features.h"

namespace chokepoint {
namespace {

std::string_view share_class(std::size_t part, std::size_t whole) {
  if (whole == 0) return "none";
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  if (share < 0.05) return "<.05";
  if (share < 0.12) return "<.12";
  if (share < 0.25) return "<.25";
  return share < 0.5 ? "<.5" : "much";
}

// What both kinds of value have in common; `peers` are the standings of all values of the kind.
template <typename Standings>
void of_standing(const Reading& reading, const Standing& standing, const Standings& peers,
                 std::string_view story, Features& features) {
  std::size_t more = 0;
  for (const auto& [key, other] : peers) more += other.sentences > standing.sentences ? 1U : 0U;
  features.add("in title", standing.in_title ? "yes" : "no", story);
  features.add("in lead", standing.in_lead ? "yes" : "no", story);
  features.add_count("sentences", standing.sentences, story);
  features.add("share", share_class(standing.sentences, reading.sentences.size()), story);
  features.add_count("named oftener", more, story);
  features.add_count("peers", peers.size());
  features.add_count("first named", standing.first_sentence);
}

std::string_view story_of(const std::vector<EventDraft>& events) {
  const bool core = std::any_of(events.begin(), events.end(), [](const EventDraft& e) { return e.is_core; });
  return core ? "measure" : events.empty() ? "no event" : "no measure";
}

std::string_view sureness(double probability) {
  return probability > 0.85 ? "sure" : probability > 0.6 ? "likely" : "unsure";
}

}  // namespace

void country_features(const Reading& reading, std::string_view code, const std::vector<EventDraft>& events,
                      Features& features) {
  const Standing& standing = reading.states.at(code);
  const std::string_view story = story_of(events);
  features.start({});
  of_standing(reading, standing, reading.states, story, features);
  features.add("acts in title", standing.in_title_as_state ? "yes" : "no", story);
  features.add("organ acts early", standing.organ_acts_early ? "yes" : "no", story);
  features.add_count("sentences as state", standing.sentences_as_state, story);
  features.add("share as state", share_class(standing.sentences_as_state, reading.sentences.size()), story);
  const bool principal = reading.principal_state != nullptr && reading.principal_state->code == code;
  features.add("principal", principal ? "yes" : "no", story);
  double core = 0, other = 0;
  std::size_t acts = 0;
  std::size_t background = 0;
  for (const EventDraft& event : events) {
    if (event.actor != code) continue;
    double& best = event.is_core ? core : other;
    best = std::max(best, event.probability);
    if (event.is_core) ++acts;
    if (event.is_core && event.best().is_background) ++background;
  }
  features.add("actor of core event", core == 0 ? "no" : sureness(core));
  features.add("actor of other event", other == 0 ? "no" : sureness(other), core == 0 ? "only" : "too");
  features.add_count("core acts", acts);
  features.add("actor, standing", core == 0 ? "no" : sureness(core), size_class(standing.sentences));
  if (acts > 0 && background == acts) features.add("acts in the background only");
  if (core > 0 && standing.in_title) features.add("actor in title");
}

void company_features(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row,
                      const std::vector<EventDraft>& events, Features& features) {
  const Standing& standing = reading.companies.at(row);
  const std::string_view story = story_of(events);
  const CompanyRow* known = known_company(data, row);
  features.start({});
  of_standing(reading, standing, reading.companies, story, features);
  const std::string_view table = known != nullptr ? "in the table" : "found";
  features.add(table, standing.in_title ? "in title" : "not in title");
  features.add("sentences and table", size_class(standing.sentences), table);
  if (known != nullptr) features.add("sector", known->sector);
  const bool principal = reading.principal_company != nullptr && reading.principal_company->row == row;
  features.add("principal", principal ? "yes" : "no", story);
  double core = 0, other = 0, answer = 0;
  std::size_t targets = 0;
  for (const EventDraft& event : events) {
    if (std::find(event.targets.begin(), event.targets.end(), row) == event.targets.end()) continue;
    double& best = event.is_core ? core : other;
    best = std::max(best, event.probability);
    if (event.is_core && event.best().is_by_company()) answer = std::max(answer, event.probability);
    if (event.is_core) targets = std::max(targets, event.targets.size());
  }
  features.add("target of core event", core == 0 ? "no" : sureness(core));
  features.add("target of other event", other == 0 ? "no" : sureness(other), core == 0 ? "only" : "too");
  features.add("answers", answer == 0 ? "no" : sureness(answer));
  features.add_count("targets together", targets);
  features.add("target, standing", core == 0 ? "no" : sureness(core), size_class(standing.sentences));
}

}  // namespace chokepoint
