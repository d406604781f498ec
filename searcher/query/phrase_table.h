// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the rows of a table whose words stand in a query. A row lists words and phrases in one language
// and is found by any form of them: they are compared by their stems.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/table.h"
#include "searcher/query/query_words.h"

namespace chokepoint {

struct PhraseMatch {
  std::size_t first_word = 0;  // of the run, half-open
  std::size_t last_word = 0;
  std::size_t row = 0;     // of the table
  std::size_t phrase = 0;  // of the row
};

class PhraseTable {
 public:
  // `name` is a compiled-in table with the columns "words" (a list) and "language" (ISO 639-1; empty: the
  // words are compared as they are). Throws UsageError for a bad row.
  // Only rows with a word or phrase that begins as a word of `runs` does are read, so nothing is found in
  // other runs.
  PhraseTable(std::string_view name, const std::vector<WordRun>& runs);

  // All matches in `run`, in the order of rows.
  std::vector<PhraseMatch> find(const WordRun& run) const;

  // The words of a row, as written.
  std::vector<std::string_view> words(std::size_t row) const;
  std::string_view language(std::size_t row) const;
  std::string_view cell(std::size_t row, std::string_view column) const;

 private:
  Table table_;
  std::size_t words_column_;
  std::size_t language_column_;
};

}  // namespace chokepoint
