// SPDX-License-Identifier: GPL-2.0-or-later
// A cheap test that tells nearly all of the names and phrases in a table from those that a query may hold: by
// how they begin. To take a row apart, fold its names and stem its words costs a hundred times as much.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace chokepoint {

// Not to be shared by threads: even const functions remember what they have found out.
class NameBeginnings {
 public:
  // `folded` is a word or name of the query.
  void add(std::string_view folded);

  // True if a text that was added begins with the same two bytes as fold(name) or is its first letter. Seldom
  // true otherwise. `name` is as written, and more may follow after a tab or semicolon.
  bool may_begin(std::string_view name) const;

  // The same of any of the items of a line, parted by tabs and semicolons.
  bool may_stand_in(std::string_view line) const;

 private:
  bool may_begin_letter(std::string_view name) const;

  bool is_ascii_ = true;          // all that was added, in its first byte
  std::bitset<256 * 256> pairs_;  // first two bytes, the second 0 after a single one
  std::bitset<128> first_ascii_;
  std::unordered_set<char32_t> first_letters_;
  mutable std::unordered_map<char32_t, bool> known_letters_;  // unfolded, not ASCII
};

}  // namespace chokepoint
