// SPDX-License-Identifier: GPL-2.0-or-later
// Lists of names: "carriers such as Norvik, Fenwick and Blip", or lines of a name each. What one of a list is
// the others are: names beside known companies, or after a word for companies, are companies.
#pragma once

#include <utility>
#include <vector>

#include "indexer/extract/name_marks.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/words.h"

namespace chokepoint {

struct NameList {
  std::vector<std::pair<std::size_t, std::size_t>> unknown;  // tokens, half-open
  std::size_t companies = 0;                                 // that are known
  std::size_t others = 0;                                    // known and no companies
  bool is_announced = false;                                 // by a word for companies: "carriers such as"
  bool is_joined = false;                                    // by "and" or by more than one comma

  std::size_t size() const { return unknown.size() + companies + others; }
};

class NameListFinder {
 public:
  explicit NameListFinder(Words& words);

  // The lists that have an unknown name; one name is a list after "such as" only.
  std::vector<NameList> find_in_sentence(const Reading& reading, const NameMarks& marks,
                                         const Sentence& sentence) const;

  // The lists of three and more lines that are a name each.
  std::vector<NameList> find_in_lines(const Reading& reading, const NameMarks& marks) const;

 private:
  class Pass;

  WordId and_, or_;
};

}  // namespace chokepoint
