// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_events.h"

#include <algorithm>
#include <array>
#include <string>

namespace chokepoint {
namespace {

constexpr std::array<std::string_view, EventTable::kCells> kHeads = {"date",    "actor",  "authority",
                                                                     "measure", "target", "status"};
// What a column may shrink to while another can still give way, and the least at all.
constexpr std::array<std::size_t, EventTable::kCells> kReadable = {10, 5, 12, 13, 10, 12};
constexpr std::size_t kLeastCellColumns = 4;
constexpr std::size_t kMostCellColumns = 40;
constexpr std::size_t kMostCellLines = 4;
constexpr std::size_t kEvidenceIndent = 2;
constexpr std::size_t kNarrowColumns = 70;

std::string joined(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) {
    if (!out.empty()) out += ", ";
    out += value;
  }
  return out;
}

std::vector<StyledText> cells_of(const Event& event) {
  const auto cell = [](std::string_view text, Style style) {
    return styled(text.empty() ? "-" : text, style);
  };
  return {cell(event.date, Style::kPlain),
          cell(event.actor, Style::kPlain),
          cell(event.authority, Style::kPlain),
          cell(event.measure, Style::kFacet),
          cell(joined(event.targets), Style::kTitle),
          cell(event.status, Style::kPlain)};
}

std::string_view evidence_of(const Event& event, std::string_view text) {
  const std::size_t begin = std::min(event.evidence_begin, text.size());
  return text.substr(begin, std::max(begin, event.evidence_end) - begin);
}

// What has no column of its own, as it is rare.
StyledText particulars(const Event& event) {
  std::string out;
  const auto add = [&out](std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (!out.empty()) out += " · ";
    out += name;
    out += value;
  };
  add("home: ", event.home);
  add("scope: ", event.scope);
  add("penalty: ", event.penalty);
  if (event.retaliatory) add("", "retaliatory");
  return styled(out, Style::kFaint);
}

}  // namespace

EventTable::EventTable(const std::vector<const Event*>& events, std::size_t columns, Shorten shorten)
    : columns_(columns), shorten_(shorten) {
  gap_ = columns < kNarrowColumns ? 1 : 2;
  for (const std::string_view head : kHeads) cells_.push_back(head.size());
  for (const Event* event : events) {
    const std::vector<StyledText> cells = cells_of(*event);
    for (std::size_t i = 0; i < kCells; ++i) {
      cells_[i] = std::max(cells_[i], std::min(width(cells[i]), kMostCellColumns));
    }
  }
  fit();
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

std::vector<StyledText> EventTable::row(const std::vector<StyledText>& cells) const {
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
  return row(cells);
}

std::vector<StyledText> EventTable::lines(const Event& event, std::string_view text) const {
  std::vector<StyledText> lines = row(cells_of(event));
  const std::size_t room = columns_ - kEvidenceIndent;
  const auto add = [&lines, room](const StyledText& what) {
    for (StyledText& line : wrap(what, room)) {
      line.insert(line.begin(), {std::string(kEvidenceIndent, ' '), Style::kPlain});
      lines.push_back(std::move(line));
    }
  };
  const std::string_view evidence = evidence_of(event, text);
  if (!evidence.empty()) add(styled("“" + std::string(evidence) + "”", Style::kPlain));
  add(particulars(event));
  return lines;
}

}  // namespace chokepoint
