// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of the names and numbers of a text, in at most 177 bytes, to tell a copy of it from a notice
// that fills the same form: a copy says other words, but no other facts.
//
//   places    which names and numbers stand between which two words. Texts that share wording are other
//             notices if the same places hold other facts.
//   numbers   which there are. Two texts that are alike almost to the word, and each of which has a number
//             that the other lacks, are other notices too, whatever stands around the numbers.
//
// Of long texts the places and numbers with the least hashes are kept, so that two texts keep the same ones.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/duplicates/mixing.h"

namespace chokepoint {

// A word, as far as signatures look at it.
struct SignedWord {
  Hash hash = 0;
  bool is_number = false;
  bool is_name = false;
};

std::string pack_facts(const std::vector<SignedWord>& words);

// How two texts' facts, as packed, compare.
struct FactComparison {
  std::size_t places = 0;         // where both state something
  std::size_t other_facts = 0;    // of them, where it is not the same
  std::size_t number_places = 0;  // where both state a number
  std::size_t other_numbers = 0;
  std::size_t numbers_of_a = 0;  // those compared
  std::size_t numbers_of_b = 0;
  std::size_t only_in_a = 0;  // of them, those that the other text lacks
  std::size_t only_in_b = 0;
};

FactComparison compare_facts(std::string_view a, std::string_view b);

// True if texts that share so much of the wording of each (0 to 1) would as copies not differ so in their
// facts.
bool are_other_facts(const FactComparison& facts, double shared_of_a, double shared_of_b);

}  // namespace chokepoint
