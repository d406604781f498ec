// SPDX-License-Identifier: GPL-2.0-or-later
// Matches in stages. All articles that match are counted, but few of them come into the page: so they are
// counted unweighed, and then Xapian may pass over those that cannot weigh enough. Whether words stand close
// together takes longer to find out than all else about an article, and changes its weight least: it is
// looked for only in those that may come into the page by it. The page is the same as if all had been weighed
// in full.
#pragma once

#include <functional>

#include <xapian.h>

namespace chokepoint {

struct PageQuery {
  Xapian::Query full;  // what orders the page
  // Shows each match to the spy, unweighed, and says how many there are; none if the page is not ordered by
  // weight.
  std::function<Xapian::doccount()> count;
  Xapian::Query quick;  // matches the same, and weighs at most `late_weight` less; not used if that is 0
  double late_weight = 0;
  Xapian::valueno fold_slot = Xapian::BAD_VALUENO;  // if set: articles with the same value in it are one
                                                    // result, in the place of the best of them
};

struct Page {
  Xapian::MSet hits;
  Xapian::doccount total = 0;  // articles, folded or not; exact
};

// Shows each match of `matching` to `spy`, in ascending order in a single database; says how many there are.
Xapian::doccount count_matches(const Xapian::Database& database, const Xapian::Query& matching,
                               Xapian::MatchSpy& spy);

// The results [first, first + count) of `query.full`. `prepare` sets the weighting and the order of an
// enquire; with a late weight, it must order by weight first. `spy` sees each match once.
Page match_page(const Xapian::Database& database, const std::function<void(Xapian::Enquire&)>& prepare,
                const PageQuery& query, Xapian::MatchSpy& spy, Xapian::doccount first,
                Xapian::doccount count);

}  // namespace chokepoint
