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

std::string_view Table::take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The first row is the header.
void Table::add_row(std::string_view line) {
  if (trim(line).empty() || line.starts_with('#')) return;
  Row row{split(line, '\t')};
  if (columns_.empty()) {
    columns_ = std::move(row.cells);
    return;
  }
  if (row.cells.size() != columns_.size()) {
    fail(row, std::to_string(row.cells.size()) + " cells where the header has " +
                  std::to_string(columns_.size()) + " columns");
  }
  rows_.push_back(std::move(row));
}

Table Table::parse(std::string_view text, std::string name) {
  check_utf8(text, name);
  Table table;
  table.text_ = text;
  table.name_ = std::move(name);
  for (std::string_view rest = text; !rest.empty();) table.add_row(take_line(rest));
  if (table.columns_.empty()) throw UsageError(table.name_ + ": the table has no header line");
  return table;
}

Table Table::parse(std::string_view text, std::string name, std::span<const std::uint32_t> lines) {
  Table table;
  table.text_ = text;
  table.name_ = std::move(name);
  for (std::string_view rest = text; table.columns_.empty() && !rest.empty();) table.add_row(take_line(rest));
  if (table.columns_.empty()) throw UsageError(table.name_ + ": the table has no header line");
  for (const std::uint32_t begin : lines) {
    std::string_view rest = text.substr(begin);
    const std::string_view line = take_line(rest);
    check_utf8(line, table.name_);
    table.add_row(line);
  }
  return table;
}

std::size_t Table::column(std::string_view name) const {
  const auto found = std::find(columns_.begin(), columns_.end(), name);
  if (found == columns_.end())
    throw UsageError(name_ + ": the table has no column \"" + std::string(name) + "\"");
  return static_cast<std::size_t>(found - columns_.begin());
}

std::size_t Table::line_number(const Row& row) const {
  const std::string_view before =
      text_.substr(0, static_cast<std::size_t>(row.cells.front().data() - text_.data()));
  return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
}

void Table::fail(const Row& row, const std::string& message) const {
  throw UsageError(name_ + ":" + std::to_string(line_number(row)) + ": " + message);
}

std::vector<std::string_view> split_list(std::string_view cell) {
  if (cell.empty()) return {};  // as most are
  std::vector<std::string_view> parts = split(cell, ';');
  for (std::string_view& part : parts) part = trim(part);
  std::erase_if(parts, [](std::string_view part) { return part.empty(); });
  return parts;
}

}  // namespace chokepoint
