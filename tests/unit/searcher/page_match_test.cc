// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/page_match.h"

#include <random>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/index/fields.h"
#include "searcher/query/boosts.h"
#include "searcher/ranking.h"

namespace chokepoint {
namespace {

using Xapian::Query;

// 500 articles that all have "ban", some more often, and some have "late".
Xapian::Database make_database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  std::minstd_rand random(1);
  for (int i = 0; i < 500; ++i) {
    const std::string id = "a" + std::to_string(1000 + i);
    Xapian::Document document;
    document.add_term("ban", 1 + static_cast<Xapian::termcount>(random() % 40));
    document.add_term("filler", 100);
    if (random() % 3 == 0) document.add_term("late");
    if (random() % 2 == 0) document.add_value(kClusterSlot, "c" + std::to_string(random() % 60));
    document.add_boolean_term(field_term(kIdPrefix, id));
    document.add_value(kIdSlot, id);
    database.add_document(document);
  }
  return database;
}

class Counter : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& /*document*/, double /*weight*/) override { ++seen; }
  std::size_t seen = 0;
};

enum class Copies { kApart, kFolded };
enum class Stages { kOne, kAll };

struct Found {
  std::vector<Xapian::docid> hits;
  std::vector<double> weights;
  Xapian::doccount total = 0;
  std::size_t seen = 0;
};

// Each article is weighed in full in one stage; if `late_weight` is 0, each that may be in the page.
Found find(const Xapian::Database& database, double boost, double late_weight, Xapian::doccount first,
           Xapian::doccount count, Copies copies = Copies::kApart, Stages stages = Stages::kAll) {
  const Query ban("ban");
  const Query full(Query::OP_AND_MAYBE, ban, constant_weight(Query("late"), boost));
  PageQuery query{full, nullptr, ban, late_weight};
  if (copies == Copies::kFolded) query.fold_slot = kClusterSlot;
  const ResultOrder order(Sort::kRelevance);
  const auto prepare = [&](Xapian::Enquire& enquire) {
    enquire.set_weighting_scheme(text_weight());
    order.apply(enquire);
  };
  Counter spy;
  if (stages == Stages::kAll) query.count = [&] { return count_matches(database, ban, spy); };
  const Page page = match_page(database, prepare, query, spy, first, count);
  Found found{{}, {}, page.total, spy.seen};
  for (auto hit = page.hits.begin(); hit != page.hits.end(); ++hit) {
    found.hits.push_back(*hit);
    found.weights.push_back(hit.get_weight());
  }
  return found;
}

}  // namespace

TEST_CASE("page match: a page in stages is the page in one") {
  const Xapian::Database database = make_database();
  // From one that decides between neighbours to one that makes candidates of all.
  const auto boost = GENERATE(1e-9, 0.0001, 0.001, 0.01, 5.0);
  const auto [first, count] = GENERATE(table<Xapian::doccount, Xapian::doccount>(
      {{0, 1}, {0, 10}, {10, 10}, {95, 10}, {195, 5}, {195, 10}, {495, 10}, {500, 10}, {0, 500}, {0, 0}}));
  CAPTURE(boost, first, count);
  const Found one = find(database, boost, 0, first, count, Copies::kApart, Stages::kOne);
  CHECK(one.total == 500);
  for (const double late_weight : {0.0, boost}) {
    CAPTURE(late_weight);
    const Found more = find(database, boost, late_weight, first, count);
    CHECK(more.hits == one.hits);
    CHECK(more.weights == one.weights);
    CHECK(more.total == 500);
    CHECK(more.seen == 500);
  }
}

TEST_CASE("page match: folded, each cluster has the place of its best article, in one stage and in two") {
  const Xapian::Database database = make_database();
  const auto boost = GENERATE(1e-9, 0.0001, 0.001, 0.01, 5.0);
  const auto stages = GENERATE(Stages::kOne, Stages::kAll);
  const auto late_share = GENERATE(0.0, 1.0);
  CAPTURE(boost, late_share);
  const Found apart = find(database, boost, 0, 0, 500, Copies::kApart, Stages::kOne);
  std::vector<Xapian::docid> expected;
  std::set<std::string> seen;
  for (const Xapian::docid hit : apart.hits) {
    const std::string cluster = database.get_document(hit).get_value(kClusterSlot);
    if (cluster.empty() || seen.insert(cluster).second) expected.push_back(hit);
  }
  REQUIRE(seen.size() == 60);
  std::vector<Xapian::docid> paged;
  for (Xapian::doccount first = 0; first < 500; first += 10) {
    const Found page = find(database, boost, late_share * boost, first, 10, Copies::kFolded, stages);
    paged.insert(paged.end(), page.hits.begin(), page.hits.end());
    CHECK(page.total == 500);
    CHECK(page.seen == 500);
  }
  CHECK(paged == expected);
}

TEST_CASE("page match: folded, the total is counted and not estimated") {
  const Xapian::Database database = make_database();
  PageQuery query;
  query.full = Query(Query::OP_AND_NOT, Query("ban"), Query("late"));
  query.fold_slot = kClusterSlot;
  const auto prepare = [](Xapian::Enquire& enquire) { enquire.set_weighting_scheme(text_weight()); };
  Counter spy;
  const Page page = match_page(database, prepare, query, spy, 0, 3);
  CHECK(page.total == 500 - database.get_termfreq("late"));
  CHECK(page.total == spy.seen);
}

TEST_CASE("page match: nothing matches") {
  const Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  const Found none = find(database, 1, 1, 0, 10);
  CHECK(none.hits.empty());
  CHECK(none.total == 0);
}

}  // namespace chokepoint
