// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/text_timeline.h"

#include <algorithm>
#include <optional>
#include <string>

#include "common/base/date.h"
#include "searcher/output/bar.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMostBarColumns = 60;
constexpr std::uint64_t kColumnsOfOne = 4;  // at most: few articles are not to look like many
constexpr std::size_t kMarkColumns = 2;
constexpr int kMostEmptyLines = 3;

class Timeline {
 public:
  Timeline(const FacetResult& facet, std::size_t columns)
      : facet_(facet), is_monthly_(facet.field == Field::kMonth) {
    std::uint64_t widest = facet.none;
    for (const FacetCount& value : facet.values) most_ = std::max(most_, value.count);
    widest = std::max(widest, most_);
    count_columns_ = std::to_string(widest).size();
    const std::size_t used = kMarkColumns + period_columns() + 2 + count_columns_ + 1;
    bar_columns_ = std::min(columns - std::min(columns, used), kMostBarColumns);
    if (most_ < kMostBarColumns / kColumnsOfOne) bar_columns_ = std::min(bar_columns_, most_ * kColumnsOfOne);
  }

  std::vector<StyledText> lines() {
    lines_ = {styled(field_info(facet_.field).name, Style::kHeading)};
    std::optional<int> before;
    for (const FacetCount& value : facet_.values) {
      const std::optional<int> number = number_of(value.value);
      if (before && number) add_gap(*before + 1, *number);
      add_line(value.selected ? "* " : "  ", value.value, value.selected ? Style::kSelected : Style::kPlain,
               value.count);
      before = number;
    }
    if (facet_.none > 0) add_line("  ", "(none)", Style::kFaint, facet_.none);
    return std::move(lines_);
  }

 private:
  std::size_t period_columns() const { return is_monthly_ ? 7 : 6; }  // "2024-03", "(none)"

  // Periods counted from the year 0, so that neighbours differ by one.
  std::optional<int> number_of(std::string_view value) const {
    const std::optional<Date> date = parse_iso_date(value);
    if (!date) return std::nullopt;
    return is_monthly_ ? date->year * 12 + date->month - 1 : date->year;
  }

  std::string name_of(int number) const {
    return to_iso(is_monthly_ ? Date{number / 12, number % 12 + 1, 0} : Date{number, 0, 0});
  }

  // The periods from `begin` up to `end`, not included, have no article.
  void add_gap(int begin, int end) {
    if (end - begin > kMostEmptyLines) {
      const std::string text =
          std::to_string(end - begin) + (is_monthly_ ? " months" : " years") + " without";
      lines_.push_back({{"  ⋮ " + text, Style::kFaint}});
      return;
    }
    for (int number = begin; number < end; ++number) add_line("  ", name_of(number), Style::kFaint, 0);
  }

  void add_line(std::string_view mark, std::string_view period, Style style, std::uint64_t count) {
    StyledText line = {{std::string(mark), style}};
    append(line, padded(cut_to_width(styled(period, style), period_columns()), period_columns() + 2));
    const std::string number = count == 0 ? "·" : std::to_string(count);
    append(line, padded_left({{number, count == 0 ? Style::kFaint : Style::kPlain}}, count_columns_));
    // The undated ones are no period to compare with.
    if (period != "(none)" && count > 0) {
      append(line, {{" ", Style::kPlain}, {bar(count, most_, bar_columns_), Style::kFacet}});
    }
    lines_.push_back(std::move(line));
  }

  const FacetResult& facet_;
  bool is_monthly_;
  std::uint64_t most_ = 0;
  std::size_t count_columns_ = 1;
  std::size_t bar_columns_ = 0;
  std::vector<StyledText> lines_;
};

}  // namespace

std::vector<StyledText> timeline_lines(const FacetResult& facet, std::size_t columns) {
  return Timeline(facet, columns).lines();
}

}  // namespace chokepoint
