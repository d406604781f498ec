// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/hits.h"

namespace chokepoint {

// A counting sort: counts, from them where each set begins, then each hit to its place.
Hits::Hits(const std::vector<SetHit>& found, const ListedSets& listed)
    : hits_(found.size()), begins_(listed.size() + 1), listed_(&listed) {
  for (const SetHit& each : found) ++begins_[each.set];
  std::uint32_t end = 0;
  for (std::uint32_t& begin : begins_) {
    end += begin;
    begin = end;
  }
  for (auto each = found.rbegin(); each != found.rend(); ++each) hits_[--begins_[each->set]] = each->hit;
}

std::span<const Hit> Hits::of(SetId set) const {
  if (set < kFirstOwnSet) return mentions_[set];
  if (set + 1 >= begins_.size()) return {};
  return std::span(hits_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
}

std::span<const Hit> Hits::of(SetId set, std::size_t first, std::size_t last) const {
  const auto all = of(set);
  const auto is_before = [](const Hit& hit, std::size_t token) { return hit.first < token; };
  const auto begin = std::lower_bound(all.begin(), all.end(), first, is_before);
  auto end = begin;
  while (end != all.end() && end->first < last) ++end;
  return {begin, end};
}

}  // namespace chokepoint
