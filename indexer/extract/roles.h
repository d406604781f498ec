// SPDX-License-Identifier: GPL-2.0-or-later
// Who imposes a measure, and whom it hits, by where the mentions of a sentence stand around its head.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

inline constexpr std::string_view kPrincipalPattern = "principal";  // not named: who the story is about

struct Roles {
  const Mention* actor = nullptr;      // the state, or the organ of one
  const Mention* authority = nullptr;  // the organ, if one is named
  std::vector<Cell> fellow_actors;     // codes of the states listed with the actor: "the UK and Australia"
  std::vector<std::uint32_t> targets;  // rows of companies.tsv, each once
  std::string actor_pattern;           // "subject", "by", "possessor", "place", "context", ...
  std::string target_pattern;
};

class RoleFinder {
 public:
  RoleFinder(const Vocabulary::Data& data, Words& words, PhraseSets& sets);

  // False if the sentence says that a state, or nobody, does what only a company may: "Canada suspends",
  // "a suit against Fenwick".
  bool may_be_company_act(const Reading& reading, const MeasureMatch& match) const;

  Roles find(const Reading& reading, const MeasureMatch& match) const;

 private:
  void find_actor(const Reading& reading, const MeasureMatch& match, Roles& roles) const;
  void find_fellow_actors(const Reading& reading, const MeasureMatch& match, Roles& roles) const;
  void find_targets(const Reading& reading, const MeasureMatch& match, Roles& roles) const;
  void resolve_anaphor(const Reading& reading, const MeasureMatch& match, Roles& roles) const;
  bool starts_company(const Reading& reading, std::size_t mention, std::size_t token) const;
  bool is_list_gap(const Reading& reading, std::size_t begin, std::size_t end) const;
  bool word_before(const Reading& reading, const Mention& mention, WordId word) const;

  bool begins_at(const Reading& reading, SetId set, std::size_t token) const;
  bool ends_at(const Reading& reading, SetId set, std::size_t token) const;
  bool has_state_noun(const Reading& reading, const Mention& mention) const;
  bool is_bystander(const Reading& reading, const Mention& mention) const;
  bool owns_firms(const Reading& reading, const Mention& mention) const;
  bool is_idle_army(const Reading& reading, const MeasureMatch& match, const Mention& mention) const;
  bool is_home_of_targets(const Mention& mention, const Roles& roles) const;
  bool is_acting(const Reading& reading, const Mention& mention) const;
  bool may_impose(const Reading& reading, const MeasureMatch& match, const Mention& mention,
                  const Roles& roles) const;

  const Vocabulary::Data& data_;
  SetId anaphor_, pronoun_;
  SetId bystander_before_, owner_noun_, owner_modifier_, state_noun_, act_verb_;
  std::set<Cell> general_leaves_;   // of measures that mostly name no company
  std::set<Cell> domestic_leaves_;  // of measures that mostly hit a state's own firms
  std::set<Cell> army_leaves_;      // of measures that armed forces take
  WordId and_, or_, by_, in_, of_, to_, from_, against_, possessive_, the_;
};

}  // namespace chokepoint
