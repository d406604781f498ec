// SPDX-License-Identifier: GPL-2.0-or-later
// The hits of one sentence by their sets, for who asks of many sets where they stand.
#pragma once

#include <span>
#include <vector>

#include "indexer/extract/reading.h"

namespace chokepoint {

class SentenceHits {
 public:
  // `reading` must outlive it.
  SentenceHits(const Reading& reading, std::size_t sentence);

  // Does the set occur within `window` tokens of [first, last)?
  bool near(SetId set, std::size_t first, std::size_t last, std::size_t window) const;

  // Does a hit of the set cover the token, or end before it?
  bool covers(SetId set, std::size_t token) const;
  bool ends_before(SetId set, std::size_t token) const;

 private:
  std::span<const Hit> of(SetId set) const;

  std::vector<Hit> hits_;  // by set, then as in the text
};

}  // namespace chokepoint
