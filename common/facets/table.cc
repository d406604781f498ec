// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/table.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/base/utf8.h"

namespace chokepoint {
namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  parts.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), separator)) + 1);
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

void check_utf8(std::string_view text, const std::string& name) {
  if (!is_valid_utf8(text)) throw UsageError(name + ": the table is not UTF-8");
}

}  // namespace

Table Table::parse(std::string_view text, std::string name) {
  return parse(text, std::move(name), nullptr);
}

Table Table::parse(std::string_view text, std::string name, const LineFilter& is_wanted) {
  if (!is_wanted) check_utf8(text, name);
  Table table;
  table.name_ = std::move(name);
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_filtered = is_wanted && !table.columns_.empty();
    if (is_filtered && !is_wanted(line)) continue;
    if (trim(line).empty() || line.starts_with('#')) continue;
    if (is_filtered) check_utf8(line, table.name_);
    Row row{number, split(line, '\t')};
    if (table.columns_.empty()) {
      table.columns_ = std::move(row.cells);
      continue;
    }
    if (row.cells.size() != table.columns_.size()) {
      table.fail(row, std::to_string(row.cells.size()) + " cells where the header has " +
                          std::to_string(table.columns_.size()) + " columns");
    }
    table.rows_.push_back(std::move(row));
  }
  if (table.columns_.empty()) throw UsageError(table.name_ + ": the table has no header line");
  return table;
}

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end())
    throw UsageError(name_ + ": the table has no column \"" + std::string(name) + "\"");
  return static_cast<std::size_t>(found - columns_.begin());
}

void Table::fail(const Row& row, const std::string& message) const {
  throw UsageError(name_ + ":" + std::to_string(row.line) + ": " + message);
}

std::vector<std::string_view> split_list(std::string_view cell) {
  if (cell.empty()) return {};  // as most are
  std::vector<std::string_view> parts = split(cell, ';');
  for (std::string_view& part : parts) part = trim(part);
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

}  // namespace chokepoint
