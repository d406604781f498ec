// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the row of authorities.tsv that an organ's name means when its words stand in another order: "the
// Ruritanian trade ministry" and "the Ministry of Trade of Ruritania" are one, as are a jurisdiction's
// "competition watchdog" and its "competition authority". Names are compared as sets of words, without
// those for the state itself.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/words.h"

namespace chokepoint {

class OrganNames {
 public:
  // `data` must outlive this; the words of the tables are numbered in `words`.
  OrganNames(const Vocabulary::Data& data, Words& words);

  // What tells an organ from its fellows of the same state: the ids of its words in lower case, in any order.
  using Key = std::vector<WordId>;
  void add_word(WordId lower, Key& key) const;

  // The row; nothing if the table has none or several. The key is as add_word left it.
  std::optional<std::uint32_t> row(std::string_view code, const Key& key) const;

  // The words of a row's name.
  const std::vector<WordId>& words_of(std::uint32_t row) const { return words_of_[row]; }

 private:
  void learn(std::uint32_t row, std::string_view code, std::span<const TextToken> name,
             const std::vector<WordId>& state_words);

  std::vector<WordId> small_, watchdogs_;  // words that say nothing, and those that all mean a regulator
  std::unordered_map<std::string, std::optional<std::uint32_t>> rows_;  // by code and key
  std::vector<std::vector<WordId>> words_of_;                           // by row
};

}  // namespace chokepoint
