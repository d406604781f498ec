// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/name_index.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/facets/table.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBeginningBytes = 4;

// Stemmers change endings only.
constexpr std::size_t kUnchangedBytes = 2;

// Not what may follow the name of a company in that of its firm.
bool is_in_word(unsigned char folded) {
  return (folded >= 'a' && folded <= 'z') || (folded >= '0' && folded <= '9') || folded >= 0x80;
}

std::string_view first_word(std::string_view folded) {
  const auto end = std::find_if_not(folded.begin(), folded.end(),
                                    [](char c) { return is_in_word(static_cast<unsigned char>(c)); });
  return folded.substr(0, static_cast<std::size_t>(end - folded.begin()));
}

// Numbers are ordered as the bytes that they are made of.
std::uint32_t number_of(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < kBeginningBytes; ++i)
    number = (number << 8U) | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
  return number;
}

}  // namespace

const std::vector<IndexedTable>& indexed_tables() {
  static const std::vector<IndexedTable> tables{
      {"companies.tsv", {"name", "aliases", "products"}},
      {"company_names.tsv", {"name"}},
      {"countries.tsv", {"code", "name", "capital", "demonyms", "names"}},
      {"country_names_cldr.tsv", {"name"}},
      {"measure_words.tsv", {"words"}},
      {"thesaurus.tsv", {"words"}},
  };
  return tables;
}

void NameBeginnings::add(std::string_view name) {
  const std::uint32_t beginning = number_of(first_word(name));
  ranges_.emplace_back(beginning, beginning);
}

void NameBeginnings::add_forms_of(std::string_view word) {
  const std::string_view unchanged = word.substr(0, kUnchangedBytes);
  std::string last(unchanged);
  last.resize(kBeginningBytes, '\xff');
  ranges_.emplace_back(number_of(unchanged), number_of(last));
}

std::vector<std::uint32_t> NameBeginnings::lines(std::span<const NameIndexEntry> index) const {
  std::vector<std::uint32_t> lines;
  for (const auto& [first, last] : ranges_) {
    auto entry = std::lower_bound(index.begin(), index.end(), NameIndexEntry{first, 0});
    for (; entry != index.end() && entry->beginning <= last; ++entry) lines.push_back(entry->line);
  }
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  return lines;
}

std::vector<NameIndexEntry> index_names(std::string_view text, const IndexedTable& indexed) {
  const Table table = Table::parse(text, std::string(indexed.table));
  std::set<NameIndexEntry> entries;
  for (const std::string_view name : indexed.columns) {
    const std::size_t column = table.column(name);
    for (const Table::Row& row : table.rows()) {
      const auto line = static_cast<std::uint32_t>(row.cells.front().data() - text.data());
      for (const std::string_view item : split_list(row.cells[column]))
        entries.insert({number_of(first_word(fold(item))), line});
    }
  }
  return {entries.begin(), entries.end()};
}

}  // namespace chokepoint
