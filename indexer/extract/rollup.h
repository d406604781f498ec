// SPDX-License-Identifier: GPL-2.0-or-later
// From mentions and events to the values of the facets: which are what the article is about (core), and
// which are merely mentioned (also). A brand brings its parent.
#pragma once

#include <vector>

#include "common/article/article.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/event_list.h"
#include "indexer/extract/linear_model.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// From the article's events.
void roll_up_measures(Article& article);

void roll_up_countries(const Reading& reading, const LinearModel& core_model,
                       const std::vector<EventDraft>& events, Article& article);
void roll_up_companies(const Reading& reading, const Vocabulary::Data& data, const LinearModel& core_model,
                       const std::vector<EventDraft>& events, Article& article);

}  // namespace chokepoint
