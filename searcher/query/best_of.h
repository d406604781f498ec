// SPDX-License-Identifier: GPL-2.0-or-later
// OP_MAX, made safe. When all operands end in one step, MaxPostList of Xapian 1.4 (matcher/maxpostlist.h,
// erase_sublist()) has none left; its recalc_maxweight() asks the first all the same, which is freed. The
// matcher calls that after the end, too: MergePostList::recalc_maxweight() asks every database, also those
// that are done, and MultiMatch::get_mset() whatever an OR that ended left in its own place. So one more
// operand never ends, and an AND ends in place of both.
#pragma once

#include <vector>

#include <xapian.h>

namespace chokepoint {

// Matches what any of `queries` does, and weighs what the best of them weighs there.
Xapian::Query best_of(std::vector<Xapian::Query> queries);

}  // namespace chokepoint
