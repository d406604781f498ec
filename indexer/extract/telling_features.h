// SPDX-License-Identifier: GPL-2.0-or-later
// The facts on which it is decided whether a sentence asserts its measure, and how far the measure has come.
#pragma once

#include <map>
#include <string_view>
#include <vector>

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

// What both are decided on: the grammar of the head, the rules that fire, the words around. Forgets what the
// features had before.
void common_features(const Reading& reading, const Telling& telling, Features& features);

// Does the sentence assert the measure? Goes on from the common features; the roles must have been chosen.
void add_assertion_features(const Reading& reading, const Telling& telling, const LeafStories& stories,
                            Features& features);

// How far has it come? Goes on from the common features.
void add_status_features(const Reading& reading, const Telling& telling, Features& features);

}  // namespace chokepoint
