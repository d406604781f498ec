// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/facet_counts.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace chokepoint {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr std::size_t kMonthDigits = 6;

// The values to show: the most frequent ones, and the selected ones wherever they rank.
std::vector<FacetCount> choose_shown(std::vector<FacetCount> ranked, std::size_t limit) {
  std::vector<FacetCount> shown;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    if (i < limit || ranked[i].selected) shown.push_back(std::move(ranked[i]));
  }
  return shown;
}

bool touches(const DateRange& range, std::string_view period) {
  if (!range.since && !range.until) return false;
  const std::optional<Date> date = parse_iso_date(period);
  if (!date) return false;
  return (!range.since || *range.since <= last_day(*date)) &&
         (!range.until || first_day(*date) <= *range.until);
}

// Selected values are shown even if no article has them.
std::uint64_t hidden_values(const FacetResult& facet) {
  const auto shown = static_cast<std::uint64_t>(std::count_if(
      facet.values.begin(), facet.values.end(), [](const FacetCount& value) { return value.count > 0; }));
  return facet.distinct - shown;
}

std::unordered_map<std::string, std::size_t> index_of(const std::vector<FacetCount>& values) {
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < values.size(); ++i) index.emplace(values[i].value, i);
  return index;
}

}  // namespace

std::vector<std::string> values_in_slot(Field facet, std::string_view slot) {
  if (facet == Field::kYear) {
    if (slot.size() < kYearDigits) return {};
    return {std::string(slot.substr(0, kYearDigits))};
  }
  if (facet == Field::kMonth) {
    if (slot.size() < kMonthDigits) return {};
    return {std::string(slot.substr(0, kYearDigits)) + "-" + std::string(slot.substr(kYearDigits, 2))};
  }
  const std::vector<std::string_view> values = unpack_values(slot);
  return {values.begin(), values.end()};
}

bool is_timeline(Field facet) {
  return facet == Field::kYear || facet == Field::kMonth;
}

FacetResult expand_facet(Field facet, const SlotCounts& counts, const FacetOptions& options) {
  std::map<std::string, std::uint64_t> by_value;
  for (const std::string& value : options.selected) by_value.emplace(value, 0);
  FacetResult result;
  result.field = facet;
  for (const auto& [slot, count] : counts) {
    const std::vector<std::string> values = values_in_slot(facet, slot);
    if (values.empty()) result.none += count;
    for (const std::string& value : values) by_value[value] += count;
  }

  std::vector<FacetCount> ranked;
  for (const auto& [value, count] : by_value) {
    const bool is_selected =
        std::find(options.selected.begin(), options.selected.end(), value) != options.selected.end() ||
        (is_timeline(facet) && touches(options.dates, value));
    if (count > 0) ++result.distinct;
    ranked.push_back({value, value, count, is_selected});
  }
  if (is_timeline(facet)) {
    result.values = std::move(ranked);  // by value, which is by time
  } else {
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const FacetCount& a, const FacetCount& b) { return a.count > b.count; });
    result.values = choose_shown(std::move(ranked), options.limit);
  }
  for (FacetCount& value : result.values) {
    if (options.label) value.label = options.label(facet, value.value);
  }

  const auto shown = index_of(result.values);
  for (const auto& [slot, count] : counts) {
    const std::vector<std::string> values = values_in_slot(facet, slot);
    const bool has_other = std::any_of(values.begin(), values.end(),
                                       [&](const std::string& value) { return !shown.contains(value); });
    if (has_other) result.other += count;
  }
  return result;
}

CrossTable cross_table(const SlotSpy& spy, const FacetResult& rows, const FacetResult& columns) {
  CrossTable table{rows.field, columns.field, rows.values, columns.values, {}, 0, 0};
  table.hidden_rows = hidden_values(rows);
  table.hidden_columns = hidden_values(columns);
  table.counts.assign(table.rows.size(), std::vector<std::uint64_t>(table.columns.size(), 0));
  const auto row_index = index_of(table.rows);
  const auto column_index = index_of(table.columns);
  for (const auto& [row_slot, by_column] : spy.pair_counts()) {
    const std::vector<std::string> row_values = values_in_slot(rows.field, row_slot);
    for (const auto& [column_slot, count] : by_column) {
      const std::vector<std::string> column_values = values_in_slot(columns.field, column_slot);
      for (const std::string& row : row_values) {
        const auto at_row = row_index.find(row);
        if (at_row == row_index.end()) continue;
        for (const std::string& column : column_values) {
          const auto at_column = column_index.find(column);
          if (at_column != column_index.end()) table.counts[at_row->second][at_column->second] += count;
        }
      }
    }
  }
  return table;
}

}  // namespace chokepoint
