// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/stop_words.h"

#include <algorithm>
#include <string_view>

#include "common/facets/table.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

constexpr std::string_view kTable = "stop_words.tsv";

// True if the stop words `found` cannot all be English words.
bool shows_language(const std::set<std::string>& found, const std::set<std::string>& english,
                    std::string_view ambiguous) {
  if (found == english) return true;  // it is English
  std::set<std::string> unsure = english;
  for (const std::string_view word : split_list(ambiguous)) unsure.insert(fold(word));
  return !std::includes(unsure.begin(), unsure.end(), found.begin(), found.end());
}

}  // namespace

std::set<std::string> stop_words_among(const std::vector<std::string>& words) {
  const Table table = Table::parse(embedded_table(kTable), std::string(kTable));
  const std::size_t column = table.column("words");
  const std::size_t language = table.column("language");
  const std::size_t ambiguous = table.column("ambiguous");
  const std::set<std::string> asked(words.begin(), words.end());
  std::set<std::string> best;
  std::set<std::string> english;
  for (const Table::Row& row : table.rows()) {  // English is the first
    std::set<std::string> found;
    for (const std::string_view cell : split_list(row.cells[column])) {
      std::string word = fold(cell);
      if (asked.contains(word)) found.insert(std::move(word));
    }
    if (row.cells[language] == "en") english = found;
    if (found.size() > best.size() && shows_language(found, english, row.cells[ambiguous]))
      best = std::move(found);
  }
  return best;
}

}  // namespace chokepoint
