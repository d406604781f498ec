// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/clean/date_words.h"

#include <charconv>

#include "common/facets/table.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {
namespace {

constexpr std::string_view kHebrewIn = "ב";

int month_of(const Table& table, const Table::Row& row, std::string_view cell) {
  int number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size() || number < 1 || number > 12)
    table.fail(row, "not the number of a month: \"" + std::string(cell) + "\"");
  return number;
}

}  // namespace

DateWords::DateWords() {
  for (const auto& [name, word_column] :
       {std::pair("date_words.tsv", "word"), std::pair("month_names_cldr.tsv", "name")}) {
    const Table table = Table::parse(embedded_table(name), name);
    const std::size_t kind = table.column("kind");
    const std::size_t number = table.column("number");
    const std::size_t word = table.column(word_column);
    for (const Table::Row& row : table.rows()) {
      const std::string_view of_kind = row.cells[kind];
      DateWord& entry = words_[fold_line(row.cells[word])];
      if (of_kind == "month") entry.month = month_of(table, row, row.cells[number]);
      if (of_kind == "published") entry.is_published = true;
      if (of_kind == "updated") entry.is_updated = true;
    }
  }
}

const DateWords& DateWords::embedded() {
  static const DateWords words;
  return words;
}

const DateWord* DateWords::find(std::string_view word) const {
  auto found = words_.find(std::string(word));
  if (found == words_.end() && word.starts_with(kHebrewIn))
    found = words_.find(std::string(word.substr(kHebrewIn.size())));
  return found == words_.end() ? nullptr : &found->second;
}

}  // namespace chokepoint
