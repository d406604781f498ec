// SPDX-License-Identifier: GPL-2.0-or-later
// Organs of a state that are in no table, recognised by how they are called: "the Ruritanian data protection
// authority", "Strelsau City Court", "the trade ministry", "Interior Minister Ada Spark", "a court in
// Strelsau"; and states of a federation that act for themselves. An organ that the table does know, but in
// other words, gets the table's row.
#pragma once

#include <map>
#include <set>

#include "common/facets/gazetteer.h"
#include "indexer/extract/organ_names.h"
#include "indexer/extract/organ_words.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

class FoundAuthorities {
 public:
  // `data` must outlive this.
  FoundAuthorities(const Vocabulary::Data& data, Words& words, PhraseSets& sets);

  // Adds names to `reading.found_authorities` and their mentions to `reading.mentions`, in place of the
  // mentions of states that became part of a name, and fills `reading.authority_anaphors`. Tokens,
  // sentences, hits and all other mentions must be there. English only.
  void find(Reading& reading) const;

 private:
  class Pass;

  const Vocabulary::Data& data_;
  OrganWords organ_words_;
  OrganNames organ_names_;
  std::map<Cell, std::uint32_t> federal_states_;  // by name: rows of those with the alias "state of NAME"
  std::set<Cell> capitals_;
  SetId act_verb_, federal_verb_, law_word_;
  WordId possessive_, of_, for_, on_, in_, and_, the_, a_, an_, at_, its_, by_;
};

// The authority that an anaphor ("the regulator") standing at this token means; nullptr if none stands there.
const Mention* authority_before(const Reading& reading, std::size_t sentence, std::size_t token);

}  // namespace chokepoint
