// SPDX-License-Identifier: GPL-2.0-or-later
// The page ends with the result number `end`. If T weighs what the quick one of that number does, at least
// `end` articles weigh T or more in full, so who weighs less than T - late_weight by the quick query has no
// place among them. Where results are folded, T is the best weight of the result number `end`.
#include "searcher/page_match.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/index/fields.h"
#include "searcher/query/boosts.h"

namespace chokepoint {
namespace {

using Xapian::Query;

// A page that ends later is matched in one stage: nearly all would be weighed anyway.
constexpr Xapian::doccount kMaxEnd = 200;

// So many articles beyond the page may be candidates; rarely are there more than ten.
constexpr Xapian::doccount kMaxOthers = 100;

// Sums of weights depend in their last digits on the order of adding.
constexpr double kRounding = 1e-6;

// The weight of the result number `end`, or of the last there is.
double weight_at(Xapian::doccount end, const Xapian::MSet& articles, Xapian::valueno fold_slot) {
  if (fold_slot == Xapian::BAD_VALUENO) return articles[std::min(end, articles.size()) - 1].get_weight();
  std::set<std::string> folded;
  Xapian::doccount results = 0;
  for (auto item = articles.begin(); item != articles.end(); ++item) {
    const std::string value = item.get_document().get_value(fold_slot);
    if (value.empty() || folded.insert(value).second) ++results;
    if (results == end) return item.get_weight();
  }
  return articles.back().get_weight();
}

// The articles that may be among the first `end` results; nothing if `quick`, of `total` matches, does not
// hold all.
std::optional<Query> candidates(const Xapian::MSet& quick, Xapian::doccount total, Xapian::doccount end,
                                const PageQuery& query) {
  if (quick.empty()) return std::nullopt;
  const double least = weight_at(end, quick, query.fold_slot) - query.late_weight - kRounding;
  std::vector<Query> ids;
  for (auto item = quick.begin(); item != quick.end() && item.get_weight() >= least; ++item)
    ids.emplace_back(field_term(kIdPrefix, item.get_document().get_value(kIdSlot)));
  if (ids.size() == quick.size() && quick.size() < total) return std::nullopt;
  return Query(Query::OP_OR, ids.begin(), ids.end());
}

// `articles`, all of which `query` matches, by its weight. See moved_in_and() why `query` is no mere operand.
Query weighed_in(const Query& articles, const Query& query) {
  return {Query::OP_AND_MAYBE, Query(Query::OP_SCALE_WEIGHT, articles, 0.0), moved_in_and(query)};
}

// Xapian's own count of matches is an estimate where results are folded, even if all were looked at.
class MatchCount : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document&, double) override { ++count_; }
  Xapian::doccount get() const { return count_; }

 private:
  Xapian::doccount count_ = 0;
};

// Exact counts need all articles to be checked.
Page match_in_one(Xapian::Enquire& enquire, const PageQuery& query, Xapian::MatchSpy& spy,
                  Xapian::doccount first, Xapian::doccount count, Xapian::doccount all) {
  enquire.set_query(query.full);
  enquire.set_collapse_key(query.fold_slot);
  enquire.add_matchspy(&spy);
  MatchCount matches;
  if (query.fold_slot != Xapian::BAD_VALUENO) enquire.add_matchspy(&matches);
  const Xapian::MSet hits = enquire.get_mset(first, count, all);
  return {hits, query.fold_slot == Xapian::BAD_VALUENO ? hits.get_matches_estimated() : matches.get()};
}

}  // namespace

Xapian::doccount count_matches(const Xapian::Database& database, const Query& matching,
                               Xapian::MatchSpy& spy) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(matching);
  enquire.add_matchspy(&spy);
  return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

Page match_page(const Xapian::Database& database, const std::function<void(Xapian::Enquire&)>& prepare,
                const PageQuery& query, Xapian::MatchSpy& spy, Xapian::doccount first,
                Xapian::doccount count) {
  const Xapian::doccount end = first + count;
  Xapian::Enquire enquire(database);
  prepare(enquire);
  if (!query.count || (count > 0 && end > kMaxEnd))
    return match_in_one(enquire, query, spy, first, count, database.get_doccount());
  const Xapian::doccount total = query.count();
  if (count == 0) return {Xapian::MSet(), total};
  std::optional<Query> among;
  if (query.late_weight > 0 && total > end) {  // else all are candidates
    enquire.set_query(query.quick);
    among = candidates(enquire.get_mset(0, end + kMaxOthers), total, end, query);
  }
  enquire.set_collapse_key(query.fold_slot);
  enquire.set_query(among ? weighed_in(*among, query.full) : query.full);
  return {enquire.get_mset(first, count), total};
}

}  // namespace chokepoint
