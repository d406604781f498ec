// SPDX-License-Identifier: GPL-2.0-or-later
// Copies of one text share a place in the results: that of whichever ranks best. Which articles are copies of
// one another the index says (kClusterSlot); here are those of them that match.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/slot_spy.h"

namespace chokepoint {

// How many matches are left out if each cluster is one result; `counts` are of kClusterSlot over all matches.
std::uint64_t count_copies(const SlotCounts& counts);

// The articles that `matching` matches and that are in one of `clusters`, by cluster; the earliest first,
// undated ones last, then by id. Costs a match over those articles that have copies at all.
std::map<std::string, std::vector<Xapian::Document>> find_copies(const Xapian::Database& database,
                                                                 const Xapian::Query& matching,
                                                                 const std::set<std::string>& clusters);

}  // namespace chokepoint
