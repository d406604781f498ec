// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_cross.h"

#include <algorithm>
#include <string>

#include "common/cli/terminal.h"
#include "searcher/output/facet_labels.h"

namespace chokepoint {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kMostCodeColumns = 3;   // "US", "EU": read better with their labels
constexpr std::size_t kMostHeadColumns = 14;  // slugs are broken after hyphens, so that columns stay narrow
constexpr std::size_t kMostHeadLines = 3;
constexpr std::string_view kAll = "all";

bool is_code(const FacetCount& value) {
  return display_width(escape_line(value.value)) <= kMostCodeColumns && says_more(value.label, value.value);
}

StyledText row_name(const FacetCount& value) {
  StyledText name = styled(value.value, Style::kFacet);
  if (is_code(value)) append(name, styled("  " + value.label, Style::kFaint));
  return name;
}

// A column of numbers: of all articles, or of those that have one more value.
struct Column {
  StyledText name;
  std::vector<std::uint64_t> counts;  // one a row
  std::string foot;
  std::size_t width = 1;  // of the numbers
};

class CrossBlock {
 public:
  CrossBlock(const CrossTable& cross, std::size_t columns) : cross_(cross), columns_(columns) {
    row_columns_ = display_width(field_info(cross.row_field).name);
    for (const FacetCount& row : cross.rows) row_columns_ = std::max(row_columns_, width(row_name(row)));
    row_columns_ = std::min(row_columns_, columns / 3);
    add_columns();
    is_stepped_ = !fits_side_by_side();
    if (is_stepped_) make_room_for_steps();
  }

  std::vector<StyledText> lines() const {
    const std::string title = std::string(field_info(cross_.row_field).name) + " by " +
                              std::string(field_info(cross_.column_field).name);
    std::vector<StyledText> lines = {styled(title, Style::kHeading)};
    for (std::size_t begin = 0; begin < all_.size();) {
      const std::size_t end = band_end(begin);
      if (begin > 0) lines.emplace_back();
      if (is_stepped_) {
        append_steps(begin, end, lines);
      } else {
        append_heads(begin, end, lines);
      }
      for (std::size_t row = 0; row < cross_.rows.size(); ++row) lines.push_back(row_line(row, begin, end));
      lines.push_back(foot_line(begin, end));
      begin = end;
    }
    append_hidden(lines);
    return lines;
  }

 private:
  void add_columns() {
    Column whole{styled(kAll, Style::kFaint), {}, "", kAll.size()};
    for (const FacetCount& row : cross_.rows) whole.counts.push_back(row.count);
    all_.push_back(std::move(whole));
    for (std::size_t i = 0; i < cross_.columns.size(); ++i) {
      const FacetCount& value = cross_.columns[i];
      Column column{styled(is_code(value) ? value.label : value.value, Style::kFacet),
                    {},
                    std::to_string(value.count),
                    1};
      for (const auto& row : cross_.counts) column.counts.push_back(i < row.size() ? row[i] : 0);
      for (const std::uint64_t count : column.counts) most_ = std::max(most_, count);
      all_.push_back(std::move(column));
    }
    for (Column& column : all_) {
      column.width = std::max(column.width, column.foot.size());
      for (const std::uint64_t count : column.counts)
        column.width = std::max(column.width, std::to_string(count).size());
    }
  }

  static std::vector<StyledText> head_of(const Column& column) {
    return wrap(column.name, kMostHeadColumns, kMostHeadLines);
  }

  // As wide as its name's lines, where names stand above.
  static std::size_t full_width(const Column& column) {
    std::size_t columns = column.width;
    for (const StyledText& line : head_of(column)) columns = std::max(columns, width(line));
    return columns;
  }

  bool fits_side_by_side() const {
    std::size_t used = row_columns_;
    for (const Column& column : all_) used += kGap + full_width(column);
    return used <= columns_;
  }

  std::size_t cell_columns(const Column& column) const {
    return is_stepped_ ? column.width : full_width(column);
  }

  // On steps a name ends left of its column, so the first ones reach over the names of the rows.
  void make_room_for_steps() {
    std::size_t used = 0;  // right of the row names
    for (const Column& column : all_) {
      used += kGap + column.width;
      const std::size_t needed = width(column.name) + 2;
      if (row_columns_ + used < needed) row_columns_ = needed - used;
    }
    row_columns_ = std::min(row_columns_, columns_ / 2);
  }

  std::size_t band_end(std::size_t begin) const {
    std::size_t used = row_columns_;
    std::size_t end = begin;
    while (end < all_.size() && (end == begin || used + kGap + cell_columns(all_[end]) <= columns_)) {
      used += kGap + cell_columns(all_[end++]);
    }
    return end;
  }

  // Column names stand on the line above the counts, whatever their height.
  void append_heads(std::size_t begin, std::size_t end, std::vector<StyledText>& lines) const {
    std::size_t height = 1;
    for (std::size_t i = begin; i < end; ++i) height = std::max(height, head_of(all_[i]).size());
    for (std::size_t level = 0; level < height; ++level) {
      StyledText line;
      std::size_t at = row_columns_;  // where the next column ends
      for (std::size_t i = begin; i < end; ++i) {
        at += kGap + cell_columns(all_[i]);
        const std::vector<StyledText> head = head_of(all_[i]);
        const std::size_t skipped = height - head.size();
        if (level < skipped) continue;
        line = padded(std::move(line), at - width(head[level - skipped]));
        append(line, head[level - skipped]);
      }
      lines.push_back(std::move(line));
    }
  }

  // One name a line, the last column's on top, each with a corner above its numbers.
  void append_steps(std::size_t begin, std::size_t end, std::vector<StyledText>& lines) const {
    for (std::size_t named = end; named-- > begin;) {
      StyledText line;
      std::size_t at = row_columns_;
      for (std::size_t i = begin; i < end; ++i) {
        at += kGap + all_[i].width;
        if (i < named) continue;
        if (i == named) {
          const StyledText name = cut_to_width(all_[i].name, at - 2);
          append(line = padded(std::move(line), at - 2 - width(name)), name);
          append(line, {{" ┐", Style::kFaint}});
        } else {
          append(line = padded(std::move(line), at - 1), {{"│", Style::kFaint}});
        }
      }
      lines.push_back(std::move(line));
    }
  }

  StyledText row_line(std::size_t row, std::size_t begin, std::size_t end) const {
    StyledText line = cut_to_width(row_name(cross_.rows[row]), row_columns_);
    std::size_t at = row_columns_;
    for (std::size_t i = begin; i < end; ++i) {
      at += kGap + cell_columns(all_[i]);
      const std::uint64_t count = row < all_[i].counts.size() ? all_[i].counts[row] : 0;
      const std::string number = count == 0 ? "·" : std::to_string(count);
      line = padded(std::move(line), at - display_width(number));
      append(line, {{number, i == 0 || count == 0 ? Style::kFaint : style_of(count)}});
    }
    return line;
  }

  Style style_of(std::uint64_t count) const { return count * 2 >= most_ ? Style::kTitle : Style::kPlain; }

  StyledText foot_line(std::size_t begin, std::size_t end) const {
    StyledText line = {{std::string(kAll), Style::kFaint}};
    std::size_t at = row_columns_;
    for (std::size_t i = begin; i < end; ++i) {
      at += kGap + cell_columns(all_[i]);
      line = padded(std::move(line), at - all_[i].foot.size());
      append(line, {{all_[i].foot, Style::kFaint}});
    }
    return line;
  }

  void append_hidden(std::vector<StyledText>& lines) const {
    std::string text;
    const auto add = [&text](std::uint64_t count, Field field) {
      if (count == 0) return;
      text += (text.empty() ? "" : ", ") + ("+" + std::to_string(count)) + " more of " +
              std::string(field_info(field).name);
    };
    add(cross_.hidden_rows, cross_.row_field);
    add(cross_.hidden_columns, cross_.column_field);
    if (text.empty()) return;
    for (StyledText& line : wrap(styled(text + ": --facet-limit=N", Style::kFaint), columns_))
      lines.push_back(std::move(line));
  }

  const CrossTable& cross_;
  std::size_t columns_;
  std::size_t row_columns_ = 0;
  bool is_stepped_ = false;
  std::uint64_t most_ = 0;
  std::vector<Column> all_;  // the first counts all articles of a row
};

}  // namespace

std::vector<StyledText> cross_lines(const CrossTable& cross, std::size_t columns) {
  if (cross.rows.empty() || cross.columns.empty()) return {};
  return CrossBlock(cross, columns).lines();
}

}  // namespace chokepoint
