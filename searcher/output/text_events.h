// SPDX-License-Identifier: GPL-2.0-or-later
// Measure events as a table of who did what to whom, each with the sentence that says so below it.
#pragma once

#include <cstddef>
#include <vector>

#include "common/article/article.h"
#include "searcher/output/styled_text.h"

namespace chokepoint {

// The columns of a table of events, made to fit all of `events` (which need only be there while it is made).
class EventTable {
 public:
  static constexpr std::size_t kCells = 6;  // date, actor, authority, measure, target, status

  EventTable(const std::vector<const Event*>& events, std::size_t columns, Shorten shorten);

  std::vector<StyledText> head() const;

  // The event's row (of several lines where a cell is broken), then its evidence, cut from `text`.
  std::vector<StyledText> lines(const Event& event, std::string_view text) const;

 private:
  std::vector<StyledText> row(const std::vector<StyledText>& cells) const;
  void fit();

  std::size_t columns_;
  Shorten shorten_;
  std::size_t gap_ = 2;
  std::vector<std::size_t> cells_;
};

}  // namespace chokepoint
