// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_facets.h"

#include <algorithm>
#include <string>

#include "common/cli/terminal.h"
#include "searcher/facet_counts.h"
#include "searcher/output/bar.h"
#include "searcher/output/facet_labels.h"
#include "searcher/output/text_timeline.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBlockGap = 3;
constexpr std::size_t kLeastBlockColumns = 36;
constexpr std::size_t kMostBlockColumns = 56;
constexpr std::size_t kBarColumns = 6;
constexpr std::size_t kMarkColumns = 2;
constexpr std::size_t kMostCodeColumns = 3;  // values of at most this width are aligned as codes
constexpr std::size_t kLeastLabelColumns = 6;

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
    std::vector<StyledText> lines = {styled(field_info(facet_.field).name, Style::kHeading)};
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
    append(line, padded({{bar(value.count, most_shown_, kBarColumns), Style::kFacet}}, kBarColumns));
    append(line, {{" ", Style::kPlain}});
    append(line, padded_left({{std::to_string(value.count), Style::kPlain}}, count_columns_));
    return line;
  }

  // The value, which can be typed, then its label if that says more and fits; that of a code may be cut.
  StyledText name_of(const FacetCount& value) const {
    StyledText name = styled(value.value, value.selected ? Style::kSelected : Style::kPlain);
    const bool is_code = width(name) <= code_columns_;
    if (is_code) name = padded(std::move(name), code_columns_);
    if (says_more(value.label, value.value)) {
      const StyledText label = styled("  " + value.label, Style::kFaint);
      const std::size_t least = shorten_ == Shorten::kYes && is_code ? 2 + kLeastLabelColumns : width(label);
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
    if (is_timeline(facet.field)) {
      flush();
      if (!lines.empty()) lines.emplace_back();
      const std::vector<StyledText> timeline = timeline_lines(facet, columns);
      lines.insert(lines.end(), timeline.begin(), timeline.end());
      continue;
    }
    row.push_back(FacetBlock(facet, block_columns, shorten).lines());
    if (row.size() == beside) flush();
  }
  flush();
  return lines;
}

}  // namespace chokepoint
