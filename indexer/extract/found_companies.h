// SPDX-License-Identifier: GPL-2.0-or-later
// Companies that are in no table, recognised by how the article introduces them: "Fenwick Ltd", "drone
// maker Fenwick", "Fenwick, a maker of drones", "the CTO at Fenwick", "carriers such as Blip and Fenwick".
// Once introduced, a name is found wherever it stands in the article.
#pragma once

#include "indexer/extract/name_lists.h"
#include "indexer/extract/name_marks.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

class FoundCompanies {
 public:
  // Rows of found companies follow those of the table, of which there are `known`.
  FoundCompanies(std::size_t known, PhraseSets& sets, Words& words);

  // Adds names to `reading.found_companies` and their mentions to `reading.mentions`.
  void find(Reading& reading) const;

 private:
  class Pass;

  std::uint32_t known_;
  NameMarkRules mark_rules_;
  NameListFinder lists_;
  WordId possessive_, a_, an_, the_, of_, for_, at_;
};

}  // namespace chokepoint
