// SPDX-License-Identifier: GPL-2.0-or-later
// The facts on which it is decided whether an article is about a state or a company, or merely names it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/event_list.h"
#include "indexer/extract/features.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// `events` are those of the article, with their is_core set.
void country_features(const Reading& reading, std::string_view code, const std::vector<EventDraft>& events,
                      Features& features);
void company_features(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row,
                      const std::vector<EventDraft>& events, Features& features);

}  // namespace chokepoint
