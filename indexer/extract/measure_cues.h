// SPDX-License-Identifier: GPL-2.0-or-later
// Finds which sentences may assert measures, by the rows of measure_cues.tsv. A head that meets all but one
// of its row's conditions is a match with a flaw: whether it asserts something is for others to judge.
#pragma once

#include <span>
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
  std::string_view flaw;  // what keeps the sentence from the row's conditions; empty if nothing does

  bool is_by_company() const { return cue->actor == "company"; }
};

class MeasureCues {
 public:
  // `rows` must outlive the cues. Throws UsageError for a row that cannot be understood.
  MeasureCues(const std::vector<MeasureCueRow>& rows, PhraseSets& sets);

  // In the order of sentences; several of one leaf in a sentence only if they stand apart.
  std::vector<MeasureMatch> find(const Reading& reading) const;

 private:
  struct Cue {
    const MeasureCueRow* row = nullptr;
    bool is_of_state = false;     // a state acts
    std::size_t window = 0;       // for `with`
    std::size_t wide_window = 0;  // for the others
    SetId with = kNoSet, and_with = kNoSet, without = kNoSet;
  };
  enum class Fit { kNone, kFlawed, kFull };
  // The cues that have one set of head phrases.
  struct Head {
    SetId set = kNoSet;
    std::vector<std::uint32_t> cues;
  };
  // Where a head stands.
  struct HeadHit {
    const Head* head = nullptr;
    Hit hit;
  };

  std::vector<HeadHit> find_heads(const Reading& reading) const;
  template <typename CompanyActs>
  Fit fit(const Cue& cue, const Reading& reading, std::size_t sentence, const Hit& head,
          CompanyActs company_acts, std::string_view& flaw) const;
  bool is_act_of_company(const Reading& reading, std::size_t sentence, const Hit& head) const;
  void find_in_sentence(const Reading& reading, std::size_t sentence, std::span<const HeadHit> heads,
                        std::vector<MeasureMatch>& matches) const;

  SetId company_anaphor_, auxiliary_, after_passive_;
  std::vector<Cue> cues_;
  std::vector<Head> heads_;
};

}  // namespace chokepoint
