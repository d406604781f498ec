// SPDX-License-Identifier: GPL-2.0-or-later
// Measure events as a table of who did what to whom, each with the sentence that says so below it.
#pragma once

#include <cstddef>
#include <vector>

#include "common/article/article.h"
#include "searcher/output/styled_text.h"
#include "searcher/output/writer.h"

namespace chokepoint {

// An event and the article that tells it, which both must outlive it.
struct EventOfArticle {
  const Event* event = nullptr;
  const Article* article = nullptr;
};

// The columns of a table of events, made to fit all of `events`. An event without a date has that of its
// article, in parentheses.
class EventTable {
 public:
  static constexpr std::size_t kCells = 5;  // date, actor, measure, target, status
  static constexpr std::size_t kIndent = 2;

  EventTable(const std::vector<EventOfArticle>& events, std::size_t columns, Shorten shorten, LabelOf label);

  bool has_dates_of_articles() const { return has_dates_of_articles_; }

  std::vector<StyledText> head() const;

  // The event's row, of several lines where a cell is broken.
  std::vector<StyledText> row(const EventOfArticle& item) const;

  // What stands below the row, to be indented by kIndent: the sentence that says so,
  std::vector<StyledText> evidence(const EventOfArticle& item) const;

  // and `source` with what has no column of its own.
  std::vector<StyledText> particulars(const EventOfArticle& item, std::string_view source) const;

 private:
  std::vector<StyledText> cells_of(const EventOfArticle& item) const;
  std::vector<StyledText> laid_out(const std::vector<StyledText>& cells) const;
  std::vector<StyledText> below(std::string_view text) const;
  void fit();

  std::size_t columns_;
  Shorten shorten_;
  LabelOf label_;
  std::size_t gap_ = 2;
  std::vector<std::size_t> cells_;
  bool has_dates_of_articles_ = false;
};

}  // namespace chokepoint
