// SPDX-License-Identifier: GPL-2.0-or-later
// The words around the head of a measure that say how far it has come; rows of status_cues.tsv.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/extract/measure_cues.h"

namespace chokepoint {

class StatusRules {
 public:
  // `rows` must outlive the rules. Throws UsageError for a row that cannot be understood.
  StatusRules(const std::vector<StatusCueRow>& rows, PhraseSets& sets);

  // The ids of the rows that fire, in the table's order.
  std::vector<std::string_view> read(const Reading& reading, const MeasureMatch& match) const;

 private:
  enum class Place { kBefore, kAfter, kNear };
  struct Rule {
    const StatusCueRow* row = nullptr;
    Place place = Place::kNear;
    std::size_t window = 0;
    SetId words = kNoSet;
  };
  static void read_place(const StatusCueRow& row, Rule& rule);
  static bool fires(const Rule& rule, const Reading& reading, const MeasureMatch& match);

  std::vector<Rule> rules_;
};

}  // namespace chokepoint
