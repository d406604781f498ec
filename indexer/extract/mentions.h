// SPDX-License-Identifier: GPL-2.0-or-later
// From names to mentions: which of the names that stand in an article mean what the tables say they mean.
//
// First the names that need no proof are taken, then the guarded ones are judged with the help of what was
// found: "Georgia" by Tbilisi or Atlanta, "Apple" by an iPhone, "PTA" by Pakistan, "Ottawa" by what it does.
#pragma once

#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/names.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

class MentionFinder {
 public:
  // `data` must outlive the finder.
  MentionFinder(const Vocabulary::Data& data, Words& words, PhraseSets& sets);

  // Fills `reading.mentions`; tokens, sentences and hits must be there.
  void find(std::string_view language, Reading& reading) const;

 private:
  class Pass;

  const Vocabulary::Data& data_;
  NameIndex names_;
  SetId company_cue_, company_noun_, state_noun_, act_verb_, act_adverb_, base_suffix_, channel_,
      channel_post_, share_word_, place_preposition_;
  WordId possessive_, a_, an_, the_, and_, or_;
};

}  // namespace chokepoint
