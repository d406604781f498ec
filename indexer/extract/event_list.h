// SPDX-License-Identifier: GPL-2.0-or-later
// From tellings to events: one event an actor, measure and set of targets, however often it is told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article/article.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/features.h"
#include "indexer/extract/telling.h"

namespace chokepoint {

// An event as its tellings give it, before it is decided whether it is one.
struct EventDraft {
  std::string_view leaf;
  std::string_view actor;                // code; empty if nobody is known to act
  std::vector<std::uint32_t> targets;    // rows of companies
  std::vector<const Telling*> tellings;  // the surest first
  double probability = 0;
  std::string reasons;  // what spoke loudest for or against it
  bool is_core = false;

  const Telling& best() const { return *tellings.front(); }
};

// Tellings with a lower probability than this add nothing to any event.
inline constexpr double kLeastTelling = 0.1;

// The drafts of all tellings whose roles and probabilities are known, in the order of their best tellings.
std::vector<EventDraft> gather_events(const std::vector<Telling>& tellings);

// Is the draft an event?
void event_features(const Reading& reading, const EventDraft& draft, const std::vector<EventDraft>& drafts,
                    Features& features);

// Is the leaf today's news? `drafts` are the events of the article.
void core_leaf_features(const Reading& reading, std::string_view leaf, const std::vector<EventDraft>& drafts,
                        Features& features);

class EventWriter {
 public:
  EventWriter(const Vocabulary::Data& data, PhraseSets& sets);

  Event write(const Reading& reading, const EventDraft& draft) const;

 private:
  const Vocabulary::Data& data_;
  SetId retaliation_;
};

}  // namespace chokepoint
