// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/best_of.h"

#include <limits>
#include <string>

namespace chokepoint {
namespace {

using Xapian::Query;

// Stands behind all articles, and never ends.
class EndlessSource : public Xapian::PostingSource {
 public:
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return 0; }
  Xapian::doccount get_termfreq_max() const override { return 0; }
  void next(double /*least_weight*/) override {}
  void skip_to(Xapian::docid /*article*/, double /*least_weight*/) override {}
  bool at_end() const override { return false; }
  Xapian::docid get_docid() const override { return std::numeric_limits<Xapian::docid>::max(); }
  EndlessSource* clone() const override { return new EndlessSource; }
  void init(const Xapian::Database& /*database*/) override {}
  std::string get_description() const override { return "endless"; }
};

}  // namespace

Query best_of(std::vector<Query> queries) {
  if (queries.empty()) return {};
  if (queries.size() == 1) return queries.front();
  queries.emplace_back((new EndlessSource)->release());  // the query owns it from now on
  return {Query::OP_FILTER, Query(Query::OP_MAX, queries.begin(), queries.end()), Query::MatchAll};
}

}  // namespace chokepoint
