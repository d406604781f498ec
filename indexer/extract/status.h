// SPDX-License-Identifier: GPL-2.0-or-later
// How far a measure has come, by the words around its head; rules in status_cues.tsv.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/extract/measure_cues.h"

namespace chokepoint {

struct StatusFinding {
  std::string_view status;  // "none": the sentence asserts no measure
  std::string_view rule;    // the row that said so
  bool is_default = false;  // no row said so
};

class StatusRules {
 public:
  // `rows` must outlive the rules. Throws UsageError for a row that cannot be understood.
  StatusRules(const std::vector<StatusCueRow>& rows, PhraseSets& sets);

  // Without any cue a measure is "announced" in the title and the lead, and "in-force" elsewhere.
  StatusFinding judge(const Reading& reading, const MeasureMatch& match) const;

 private:
  enum class Place { kBefore, kAfter, kNear };
  struct Rule {
    const StatusCueRow* row = nullptr;
    Place place = Place::kNear;
    std::size_t window = 0;
    SetId words = kNoSet;
  };
  static void read_place(const StatusCueRow& row, Rule& rule);
  bool is_in_prohibition(const Reading& reading, std::size_t sentence, const Hit& word) const;

  std::vector<Rule> rules_;
  SetId prohibition_;  // "may not" forbids and denies nothing
};

}  // namespace chokepoint
