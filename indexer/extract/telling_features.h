// SPDX-License-Identifier: GPL-2.0-or-later
// The facts on which it is decided whether a sentence asserts its measure, and how far the measure has come.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "common/base/date.h"
#include "indexer/extract/features.h"
#include "indexer/extract/telling.h"

namespace chokepoint {

// How an article tells of one leaf, over all its tellings.
struct LeafStory {
  std::size_t tellings = 0;
  std::size_t without_flaw = 0;
  bool in_title = false;
  bool in_lead = false;
};

using LeafStories = std::map<std::string_view, LeafStory>;

LeafStories count_leaves(const Reading& reading, const std::vector<Telling>& tellings);

// Does the sentence assert the measure? The roles must have been chosen.
void assertion_features(const Reading& reading, const Telling& telling, const LeafStories& stories,
                        Features& features);

// How far has it come?
void status_features(const Reading& reading, const Telling& telling, const std::optional<Date>& published,
                     Features& features);

}  // namespace chokepoint
