// SPDX-License-Identifier: GPL-2.0-or-later
// Finds what sentences assert measures, by the grammar of measure_cues.tsv.
#pragma once

#include <string>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

struct MeasureMatch {
  const MeasureCueRow* cue = nullptr;
  std::size_t sentence = 0;
  std::size_t first = 0;  // tokens of the head, half-open
  std::size_t last = 0;

  bool is_by_company() const { return cue->actor == "company"; }
};

class MeasureCues {
 public:
  // `rows` must outlive the cues. Throws UsageError for a row that cannot be understood.
  MeasureCues(const std::vector<MeasureCueRow>& rows, PhraseSets& sets);

  // In the order of sentences, at most one match a leaf and sentence.
  std::vector<MeasureMatch> find(const Reading& reading) const;

 private:
  struct Cue {
    const MeasureCueRow* row = nullptr;
    std::size_t window = 0;       // for `with`
    std::size_t wide_window = 0;  // for the others
    SetId with = kNoSet, and_with = kNoSet, without = kNoSet;
  };
  bool fits(const Cue& cue, const Reading& reading, std::size_t sentence, const Hit& head) const;
  bool is_act_of_company(const Reading& reading, std::size_t sentence, const Hit& head) const;
  void find_in_sentence(const Reading& reading, std::size_t sentence,
                        std::vector<MeasureMatch>& matches) const;

  SetId company_anaphor_, auxiliary_, after_passive_;
  std::vector<Cue> cues_;
  std::vector<std::vector<std::uint32_t>> cues_of_head_;  // by set
};

}  // namespace chokepoint
