// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the tables: UTF-8 text, a row a line, cells parted by tabs, `#` lines are comments, the first
// other line names the columns. Lists inside a cell are parted by `;`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

// A parsed table. Cells are views into the text that it was parsed from, which must outlive it.
class Table {
 public:
  struct Row {
    std::vector<std::string_view> cells;
  };

  // `name` is what errors call the table ("companies.tsv"). Throws UsageError with name and line when a
  // row has not as many cells as there are columns, or when the text has no header or is not UTF-8.
  static Table parse(std::string_view text, std::string name);

  // The rows of the lines that begin at these bytes; what is wrong with another line is not seen.
  static Table parse(std::string_view text, std::string name, std::span<const std::uint32_t> lines);

  // The column's index. Throws UsageError if there is none of that name.
  std::size_t column(std::string_view name) const;

  const std::vector<Row>& rows() const { return rows_; }
  const std::string& name() const { return name_; }
  // In the file, from 1.
  std::size_t line_number(const Row& row) const;

  // "companies.tsv:12: " + message, as an error to throw.
  [[noreturn]] void fail(const Row& row, const std::string& message) const;

 private:
  // The next line of `rest`, which is a part of the text that ends with it.
  static std::string_view take_line(std::string_view& rest);

  void add_row(std::string_view line);

  std::string_view text_;
  std::string name_;
  std::vector<std::string_view> columns_;
  std::vector<Row> rows_;
};

// The parts of a list cell, each trimmed; empty parts are left out.
std::vector<std::string_view> split_list(std::string_view cell);

// The tables that were compiled in, by file name ("companies.tsv"). Throws UsageError for an unknown name.
std::string_view embedded_table(std::string_view name);

}  // namespace chokepoint
