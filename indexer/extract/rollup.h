// SPDX-License-Identifier: GPL-2.0-or-later
// From mentions and events to the values of the facets: which are what the article is about (core), and
// which are merely mentioned (also). A brand brings its parent.
#pragma once

#include <string_view>
#include <vector>

#include "common/article/article.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/event_list.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// The measures that are today's news: asserted in the title or the lead, or told often.
std::vector<Cell> core_leaves(const Reading& reading, const std::vector<Assertion>& assertions);

// Fill the facets of the article; the events must be there.
void roll_up_measures(const std::vector<Cell>& core, Article& article);
void roll_up_countries(const Reading& reading, Article& article);
void roll_up_companies(const Reading& reading, const Vocabulary::Data& data,
                       const std::vector<Assertion>& assertions, Article& article);

}  // namespace chokepoint
