// SPDX-License-Identifier: GPL-2.0-or-later
// From matches to events: one event an actor, measure and set of targets, however often it is told.
#pragma once

#include <vector>

#include "common/article/article.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/roles.h"
#include "indexer/extract/status.h"

namespace chokepoint {

// One telling of an event.
struct Assertion {
  MeasureMatch match;
  StatusFinding status;
  Roles roles;
  bool is_background = false;  // told as history or comparison
};

class EventBuilder {
 public:
  EventBuilder(const Vocabulary::Data& data, PhraseSets& sets);

  // Merges the tellings into events, in the order of their evidence. `is_core_leaf` says of the measures
  // which are today's news.
  std::vector<Event> build(const Reading& reading, const Article& article,
                           const std::vector<Assertion>& assertions,
                           const std::vector<Cell>& core_leaves) const;

 private:
  Event make_event(const Reading& reading, const Article& article, const Assertion& assertion) const;
  void retell(Event&& event, bool is_default_status, std::size_t body_begin, Event& known) const;
  int rank_of(std::string_view status) const;

  const Vocabulary::Data& data_;
  SetId retaliation_;
};

}  // namespace chokepoint
