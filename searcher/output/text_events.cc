// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_events.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::array<std::string_view, EventTable::kCells> kHeads = {"date", "actor", "measure", "target",
                                                                     "status"};
// What a column may shrink to while another can still give way, and the least at all.
constexpr std::array<std::size_t, EventTable::kCells> kReadable = {10, 10, 13, 10, 12};
constexpr std::size_t kLeastCellColumns = 4;
constexpr std::size_t kMostCellColumns = 40;
constexpr std::size_t kMostCellLines = 4;
constexpr std::size_t kMostLinesBelow = 4;
constexpr std::size_t kMostReadingColumns = 100;
constexpr std::size_t kNarrowColumns = 70;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += ", ";
    out += value;
  }
  return out;
}

std::string_view evidence_text(const Event& event, std::string_view text) {
  const std::size_t begin = std::min(event.evidence_begin, text.size());
  return text.substr(begin, std::max(begin, event.evidence_end) - begin);
}

}  // namespace

EventTable::EventTable(const std::vector<EventOfArticle>& events, std::size_t columns, Shorten shorten,
                       LabelOf label)
    : columns_(columns), shorten_(shorten), label_(std::move(label)) {
  gap_ = columns < kNarrowColumns ? 1 : 2;
  for (const std::string_view head : kHeads) cells_.push_back(head.size());
  for (const EventOfArticle& item : events) {
    if (item.event->date.empty() && !item.article->published.empty()) has_dates_of_articles_ = true;
    const std::vector<StyledText> cells = cells_of(item);
    for (std::size_t i = 0; i < kCells; ++i) {
      cells_[i] = std::max(cells_[i], std::min(width(cells[i]), kMostCellColumns));
    }
  }
  fit();
}

std::vector<StyledText> EventTable::cells_of(const EventOfArticle& item) const {
  const Event& event = *item.event;
  const auto cell = [](std::string_view text, Style style) {
    return styled(text.empty() ? "-" : text, style);
  };
  const std::string& published = item.article->published;
  const StyledText date = event.date.empty() && !published.empty()
                              ? styled("(" + published + ")", Style::kFaint)
                              : cell(event.date, Style::kPlain);
  const std::string actor = label_ && !event.actor.empty() ? label_(Field::kActor, event.actor) : event.actor;
  return {date, cell(actor, Style::kTitle), cell(event.measure, Style::kFacet),
          cell(joined(event.targets), Style::kTitle), cell(event.status, Style::kPlain)};
}

// Takes columns from the widest cell that is still comfortable, then from the widest of all.
void EventTable::fit() {
  const auto total = [this] {
    std::size_t sum = gap_ * (kCells - 1);
    for (const std::size_t cell : cells_) sum += cell;
    return sum;
  };
  while (total() > columns_) {
    std::size_t widest = kCells;
    for (std::size_t i = 0; i < kCells; ++i) {
      if (cells_[i] > kReadable[i] && (widest == kCells || cells_[i] > cells_[widest])) widest = i;
    }
    if (widest == kCells) {
      widest = static_cast<std::size_t>(std::max_element(cells_.begin(), cells_.end()) - cells_.begin());
      if (cells_[widest] <= kLeastCellColumns) return;
    }
    --cells_[widest];
  }
}

std::vector<StyledText> EventTable::laid_out(const std::vector<StyledText>& cells) const {
  std::vector<std::vector<StyledText>> wrapped;
  std::size_t height = 1;
  for (std::size_t i = 0; i < kCells; ++i) {
    wrapped.push_back(wrap(cells[i], cells_[i], shorten_ == Shorten::kYes ? kMostCellLines : kNoLineLimit));
    height = std::max(height, wrapped.back().size());
  }
  std::vector<StyledText> lines(height);
  for (std::size_t level = 0; level < height; ++level) {
    std::size_t column = 0;
    for (std::size_t i = 0; i < kCells; ++i) {
      if (level < wrapped[i].size())
        append(lines[level] = padded(std::move(lines[level]), column), wrapped[i][level]);
      column += cells_[i] + gap_;
    }
  }
  return lines;
}

std::vector<StyledText> EventTable::head() const {
  std::vector<StyledText> cells;
  for (const std::string_view head : kHeads) cells.push_back(styled(head, Style::kHeading));
  return laid_out(cells);
}

std::vector<StyledText> EventTable::row(const EventOfArticle& item) const {
  return laid_out(cells_of(item));
}

std::vector<StyledText> EventTable::below(std::string_view text) const {
  const std::size_t room = std::min(columns_, kMostReadingColumns) - kIndent;
  return wrap(styled(text, Style::kFaint), room, shorten_ == Shorten::kYes ? kMostLinesBelow : kNoLineLimit);
}

std::vector<StyledText> EventTable::evidence(const EventOfArticle& item) const {
  const std::string_view text = evidence_text(*item.event, item.article->text);
  if (text.empty()) return {};
  return below("“" + std::string(text) + "”");
}

std::vector<StyledText> EventTable::particulars(const EventOfArticle& item, std::string_view source) const {
  const Event& event = *item.event;
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (!out.empty()) out += " · ";
    out += name;
    out += value;
  };
  add("", source);
  add("", event.authority);
  add("scope: ", event.scope);
  add("penalty: ", event.penalty);
  if (event.retaliatory) add("", "retaliatory");
  return below(out);
}

}  // namespace chokepoint
