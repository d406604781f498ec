// SPDX-License-Identifier: GPL-2.0-or-later
// The distinct terms of a segment, numbered from 0 as they come. An open hash table over one array of bytes,
// as every word of every article is looked up in it. Not to be shared by threads; below 4 GiB of terms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::glass {

class TermTable {
 public:
  // The number of the term that is `prefix` followed by `rest`.
  std::uint32_t number(std::string_view prefix, std::string_view rest);

  std::string_view term(std::uint32_t number) const;  // until the next call of number()
  std::size_t size() const { return ends_.size(); }

  // All numbers, in the byte order of their terms.
  std::vector<std::uint32_t> in_order() const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number_plus_1 = 0;  // 0: free
  };

  void grow();

  std::string bytes_;
  std::vector<std::uint32_t> ends_;
  std::vector<Slot> slots_;  // a power of two of them, at most half taken
};

}  // namespace chokepoint::glass
