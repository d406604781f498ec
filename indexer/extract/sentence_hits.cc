// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/sentence_hits.h"

#include <algorithm>

namespace chokepoint {

SentenceHits::SentenceHits(const Reading& reading, std::size_t sentence)
    : hits_(reading.hits.begin() + static_cast<std::ptrdiff_t>(reading.first_hit[sentence]),
            reading.hits.begin() + static_cast<std::ptrdiff_t>(reading.first_hit[sentence + 1])) {
  std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return a.set < b.set; });
}

std::span<const Hit> SentenceHits::of(SetId set) const {
  const auto first = std::lower_bound(hits_.begin(), hits_.end(), set,
                                      [](const Hit& hit, SetId wanted) { return hit.set < wanted; });
  const auto last = std::upper_bound(first, hits_.end(), set,
                                     [](SetId wanted, const Hit& hit) { return wanted < hit.set; });
  return {first, last};
}

bool SentenceHits::near(SetId set, std::size_t first, std::size_t last, std::size_t window) const {
  const auto hits = of(set);
  return std::any_of(hits.begin(), hits.end(),
                     [&](const Hit& hit) { return distance(first, last, hit.first, hit.last) <= window; });
}

bool SentenceHits::covers(SetId set, std::size_t token) const {
  const auto hits = of(set);
  return std::any_of(hits.begin(), hits.end(),
                     [token](const Hit& hit) { return hit.first <= token && token < hit.last; });
}

bool SentenceHits::ends_before(SetId set, std::size_t token) const {
  const auto hits = of(set);
  return std::any_of(hits.begin(), hits.end(), [token](const Hit& hit) { return hit.last == token; });
}

}  // namespace chokepoint
