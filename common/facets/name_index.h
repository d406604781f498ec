// SPDX-License-Identifier: GPL-2.0-or-later
// Where names stand in the tables. A query has a few words and the tables a million bytes, which took longer
// to look through than the search took: so the names are sorted when the program is built, and who looks for
// some reads the lines with names that begin alike.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint {

// A line with a name that begins so.
struct NameIndexEntry {
  std::uint32_t beginning = 0;  // of the name's first word when folded: four bytes, NUL where it is shorter
  std::uint32_t line = 0;       // the byte of the table at which the line begins

  friend auto operator<=>(const NameIndexEntry&, const NameIndexEntry&) = default;
};

// A table, and the columns of it that hold names, or lists of them.
struct IndexedTable {
  std::string_view table;
  std::vector<std::string_view> columns;
};
const std::vector<IndexedTable>& indexed_tables();

// What names are looked for.
class NameBeginnings {
 public:
  // Names that equal `name` when folded, or go on after it with another word. `name` is folded.
  void add(std::string_view name);
  // Names whose first word shares the first two bytes of `word`, which is folded: its other forms, too.
  void add_forms_of(std::string_view word);

  // Of the lines of `index`, which is sorted, those with such a name and maybe others, in their order.
  std::vector<std::uint32_t> lines(std::span<const NameIndexEntry> index) const;

 private:
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges_;  // first and last beginning
};

// The names of a table, sorted. Throws as Table::parse does.
std::vector<NameIndexEntry> index_names(std::string_view text, const IndexedTable& table);

// The same of a table that was compiled in, made when the program was. Throws UsageError for one that is not
// among indexed_tables().
std::span<const NameIndexEntry> embedded_name_index(std::string_view table);

}  // namespace chokepoint
