// SPDX-License-Identifier: GPL-2.0-or-later
// One match in place of two. A facet with filters of its own is counted over what would match without them,
// all else over what meets them, too: so the match is made without them, and each article is asked whether it
// does.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "searcher/filters.h"

namespace chokepoint {

// The articles that have a term, asked for in ascending order.
class TermReader {
 public:
  TermReader(const Xapian::Database& database, std::string term)
      : database_(&database), term_(std::move(term)) {}

  bool has(Xapian::docid article);

 private:
  void skip_to(Xapian::docid article);

  const Xapian::Database* database_;
  std::string term_;
  Xapian::PostingIterator place_;
  Xapian::docid last_ = 0;  // that was asked for; 0: nothing was
  Xapian::docid next_ = 0;  // from last_ on, the first that has the term
};

// Shows each match to `all`, and those that meet `filter` to `met`.
class FilterSpy : public Xapian::MatchSpy {
 public:
  // `database` is the one that is matched, and a single one. It and both spies must outlive this one.
  FilterSpy(const Xapian::Database& database, const FieldFilter& filter, Xapian::MatchSpy& all,
            Xapian::MatchSpy& met);

  void operator()(const Xapian::Document& document, double weight) override;
  std::string get_description() const override { return "FilterSpy"; }

  Xapian::doccount met_count() const { return met_count_; }

 private:
  bool meets_filter(Xapian::docid article);

  std::vector<TermReader> wanted_;  // any of them; empty: whatever
  std::vector<TermReader> excluded_;
  Xapian::MatchSpy& all_;
  Xapian::MatchSpy& met_;
  Xapian::doccount met_count_ = 0;
};

}  // namespace chokepoint
