// SPDX-License-Identifier: GPL-2.0-or-later
// The facts on which it is decided who imposes a measure and whom it hits: where a candidate stands to the
// head, in what part of the sentence, and what it is to the story.
#pragma once

#include <set>
#include <string_view>

#include "common/facets/gazetteer.h"
#include "indexer/extract/features.h"
#include "indexer/extract/telling.h"

namespace chokepoint {

class RoleFeatures {
 public:
  // `data` must outlive it.
  RoleFeatures(const Vocabulary::Data& data, Words& words);

  void of_actor(const Reading& reading, const Telling& telling, const Candidate& candidate,
                Features& features) const;
  void of_target(const Reading& reading, const Telling& telling, const Candidate& candidate,
                 Features& features) const;

  // What stands between two members of a list: a comma, "and", perhaps "the chip maker".
  bool is_list_gap(const Reading& reading, std::size_t begin, std::size_t end) const;

 private:
  void of_place(const Reading& reading, const Telling& telling, const Mention& mention,
                Features& features) const;
  void of_neighbours(const Reading& reading, const Telling& telling, const Mention& mention,
                     Features& features) const;
  void of_telling(const Telling& telling, std::string_view source, Features& features) const;
  std::string_view word_after(const Reading& reading, const Mention& mention) const;
  std::string_view word_before(const Reading& reading, const Mention& mention) const;
  bool is_home_of(const Mention& state, const Mention& company) const;
  bool owns_firms(const Reading& reading, const Mention& mention) const;
  bool is_general(const Telling& telling) const;

  const Vocabulary::Data& data_;
  std::set<Cell> general_leaves_;   // of measures that mostly name no company
  std::set<Cell> domestic_leaves_;  // of measures that mostly hit a state's own firms
  WordId and_, or_, the_, possessive_;
};

std::string_view name_of(MentionKind kind);

// What models tell apart throughout: the act of a state or the answer of a company.
std::string_view mode_of(const Telling& telling);

}  // namespace chokepoint
