// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_facets.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBlockGap = 3;
constexpr std::size_t kLeastBlockColumns = 36;
constexpr std::size_t kMostBlockColumns = 56;
constexpr std::size_t kBarColumns = 6;
constexpr std::size_t kMarkColumns = 2;
constexpr std::size_t kMostCodeColumns = 3;  // values of at most this width are aligned as codes
constexpr std::size_t kLeastLabelColumns = 6;

constexpr std::array<std::string_view, 9> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

// A bar of `count` against `most`; what is not nothing shows at least an eighth of a column.
std::string bar(std::uint64_t count, std::uint64_t most) {
  if (most == 0 || count == 0) return {};
  const double part = std::min(1.0, static_cast<double>(count) / static_cast<double>(most));
  const auto eighths = std::max(std::size_t{1}, static_cast<std::size_t>(part * 8 * kBarColumns + 0.5));
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += kEighths.back();
  return out + std::string(kEighths.at(eighths % 8));
}

// Letters and digits only, in lower case: "Closure order" says no more than "closure-order".
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : ascii_lower(text)) {
    if (c != ' ' && c != '-' && c != '_') out += c;
  }
  return out;
}

std::string field_name(Field field) {
  return std::string(field_info(field).name);
}

// Lays out one facet in `columns` columns.
class FacetBlock {
 public:
  FacetBlock(const FacetResult& facet, std::size_t columns, Shorten shorten)
      : facet_(facet), columns_(columns), shorten_(shorten) {
    std::uint64_t most = std::max(facet.none, facet.other);
    for (const FacetCount& value : facet.values) {
      most = std::max(most, value.count);
      most_shown_ = std::max(most_shown_, value.count);
      const std::size_t width = display_width(escape_line(value.value));
      if (width <= kMostCodeColumns) code_columns_ = std::max(code_columns_, width);
    }
    count_columns_ = std::to_string(most).size();
  }

  std::vector<StyledText> lines() const {
    std::vector<StyledText> lines = {styled(field_name(facet_.field), Style::kHeading)};
    for (const FacetCount& value : facet_.values) lines.push_back(value_line(value));
    if (facet_.distinct > facet_.values.size()) {
      const std::string text = "+" + std::to_string(facet_.distinct - facet_.values.size()) + " more";
      lines.push_back(remainder_line(text, facet_.other));
    }
    if (facet_.none > 0) lines.push_back(remainder_line("(none)", facet_.none));
    return lines;
  }

 private:
  std::size_t text_columns() const { return columns_ - kMarkColumns - kBarColumns - count_columns_ - 2; }

  StyledText value_line(const FacetCount& value) const {
    StyledText line = {{value.selected ? "* " : "  ", value.selected ? Style::kSelected : Style::kPlain}};
    append(line, padded(name_of(value), text_columns()));
    append(line, {{" ", Style::kPlain}});
    append(line, padded({{bar(value.count, most_shown_), Style::kFacet}}, kBarColumns));
    append(line, {{" ", Style::kPlain}});
    append(line, padded_left({{std::to_string(value.count), Style::kPlain}}, count_columns_));
    return line;
  }

  // The value, which can be typed, then its label if that says more.
  StyledText name_of(const FacetCount& value) const {
    StyledText name = styled(value.value, value.selected ? Style::kSelected : Style::kPlain);
    if (width(name) <= code_columns_) name = padded(std::move(name), code_columns_);
    if (!value.label.empty() && bare(value.label) != bare(value.value)) {
      const StyledText label = styled("  " + value.label, Style::kFaint);
      const std::size_t least = shorten_ == Shorten::kYes ? 2 + kLeastLabelColumns : width(label);
      if (width(name) + std::min(least, width(label)) <= text_columns()) append(name, label);
    }
    return shorten_ == Shorten::kYes ? cut_to_width(name, text_columns()) : name;
  }

  StyledText remainder_line(std::string_view text, std::uint64_t count) const {
    StyledText line = {{"  ", Style::kPlain}};
    append(line, padded({{std::string(text), Style::kFaint}}, columns_ - kMarkColumns - count_columns_));
    append(line, padded_left({{std::to_string(count), Style::kFaint}}, count_columns_));
    return line;
  }

  const FacetResult& facet_;
  std::size_t columns_;
  Shorten shorten_;
  std::size_t count_columns_ = 1;
  std::size_t code_columns_ = 0;
  std::uint64_t most_shown_ = 0;
};

bool is_shown(const FacetResult& facet) {
  return !facet.values.empty() || facet.none > 0;
}

void append_beside(const std::vector<std::vector<StyledText>>& blocks, std::size_t block_columns,
                   std::vector<StyledText>& lines) {
  std::size_t height = 0;
  for (const auto& block : blocks) height = std::max(height, block.size());
  for (std::size_t row = 0; row < height; ++row) {
    StyledText line;
    std::size_t column = 0;  // where the next block begins
    for (const auto& block : blocks) {
      if (row < block.size()) append(line = padded(std::move(line), column), block[row]);
      column += block_columns + kBlockGap;
    }
    lines.push_back(std::move(line));
  }
}

// Lays out a cross table, some of its columns at a time.
class CrossBlock {
 public:
  CrossBlock(const CrossTable& cross, std::size_t columns) : cross_(cross) {
    row_columns_ = display_width(field_name(cross.row_field));
    for (const FacetCount& row : cross.rows)
      row_columns_ = std::max(row_columns_, width(styled(row.value, Style::kPlain)));
    row_columns_ = std::min(row_columns_, columns / 3);
    for (std::size_t i = 0; i < cross.columns.size(); ++i) cells_.push_back(cell_columns(i));
    columns_ = columns;
  }

  std::vector<StyledText> lines() const {
    std::vector<StyledText> lines = {
        styled(field_name(cross_.row_field) + " by " + field_name(cross_.column_field), Style::kHeading)};
    for (std::size_t begin = 0; begin < cells_.size();) {
      const std::size_t end = band_end(begin);
      if (begin > 0) lines.emplace_back();
      append_head(begin, end, lines);
      for (std::size_t row = 0; row < cross_.rows.size(); ++row) lines.push_back(row_line(row, begin, end));
      begin = end;
    }
    return lines;
  }

 private:
  // Slugs are broken after hyphens, so that a column is no wider than needed.
  static constexpr std::size_t kMostHeadColumns = 14;

  std::uint64_t count(std::size_t row, std::size_t column) const {
    const bool is_there = row < cross_.counts.size() && column < cross_.counts[row].size();
    return is_there ? cross_.counts[row][column] : 0;
  }

  std::vector<StyledText> head_of(std::size_t column) const {
    return wrap(styled(cross_.columns[column].value, Style::kFacet), kMostHeadColumns, 3);
  }

  std::size_t cell_columns(std::size_t column) const {
    std::size_t columns = 1;
    for (const StyledText& line : head_of(column)) columns = std::max(columns, width(line));
    for (std::size_t row = 0; row < cross_.rows.size(); ++row) {
      columns = std::max(columns, std::to_string(count(row, column)).size());
    }
    return columns;
  }

  std::size_t band_end(std::size_t begin) const {
    std::size_t used = row_columns_;
    std::size_t end = begin;
    while (end < cells_.size() && (end == begin || used + 2 + cells_[end] <= columns_))
      used += 2 + cells_[end++];
    return end;
  }

  // Column names stand on the line above the counts, whatever their height.
  void append_head(std::size_t begin, std::size_t end, std::vector<StyledText>& lines) const {
    std::size_t height = 1;
    for (std::size_t i = begin; i < end; ++i) height = std::max(height, head_of(i).size());
    for (std::size_t level = 0; level < height; ++level) {
      StyledText line = padded({}, row_columns_);
      for (std::size_t i = begin; i < end; ++i) {
        const std::vector<StyledText> head = head_of(i);
        const std::size_t skipped = height - head.size();
        append(line, {{"  ", Style::kPlain}});
        append(line, padded_left(level < skipped ? StyledText() : head[level - skipped], cells_[i]));
      }
      lines.push_back(std::move(line));
    }
  }

  StyledText row_line(std::size_t row, std::size_t begin, std::size_t end) const {
    StyledText line =
        padded(cut_to_width(styled(cross_.rows[row].value, Style::kFacet), row_columns_), row_columns_);
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint64_t n = count(row, i);
      append(line, {{"  ", Style::kPlain}});
      append(line, padded_left({{n == 0 ? "·" : std::to_string(n), n == 0 ? Style::kFaint : Style::kPlain}},
                               cells_[i]));
    }
    return line;
  }

  const CrossTable& cross_;
  std::size_t columns_ = 0;
  std::size_t row_columns_ = 0;
  std::vector<std::size_t> cells_;
};

}  // namespace

std::vector<StyledText> facet_lines(const std::vector<FacetResult>& facets, std::size_t columns,
                                    Shorten shorten) {
  const std::size_t beside =
      std::max(std::size_t{1}, (columns + kBlockGap) / (kLeastBlockColumns + kBlockGap));
  const std::size_t room = (columns + kBlockGap) / beside - kBlockGap;
  const std::size_t block_columns = std::min(room, kMostBlockColumns);
  std::vector<StyledText> lines;
  std::vector<std::vector<StyledText>> row;
  const auto flush = [&] {
    if (row.empty()) return;
    if (!lines.empty()) lines.emplace_back();
    append_beside(row, block_columns, lines);
    row.clear();
  };
  for (const FacetResult& facet : facets) {
    if (!is_shown(facet)) continue;
    row.push_back(FacetBlock(facet, block_columns, shorten).lines());
    if (row.size() == beside) flush();
  }
  flush();
  return lines;
}

std::vector<StyledText> cross_lines(const CrossTable& cross, std::size_t columns) {
  if (cross.rows.empty() || cross.columns.empty()) return {};
  return CrossBlock(cross, columns).lines();
}

}  // namespace chokepoint
