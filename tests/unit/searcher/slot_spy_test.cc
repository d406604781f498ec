// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/slot_spy.h"

#include <map>
#include <random>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

using Xapian::Query;

constexpr Xapian::valueno kDense = 2;
constexpr Xapian::valueno kSparse = 3;
constexpr Xapian::valueno kUnused = 4;

// Articles with gaps between their numbers, as deleting leaves them. Every third has "some".
Xapian::WritableDatabase make_database(unsigned seed, Xapian::docid articles) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  std::minstd_rand random(seed);
  for (Xapian::docid article = 1; article <= articles; ++article) {
    if (random() % 5 == 0) continue;
    Xapian::Document document;
    document.add_term("all");
    if (article % 3 == 0) document.add_term("some");
    if (random() % 4 != 0) document.add_value(kDense, "v" + std::to_string(random() % 200));
    if (random() % 50 == 0) document.add_value(kSparse, std::string(1 + random() % 3, 'x'));
    database.replace_document(article, document);
  }
  return database;
}

using Counts = std::map<std::string, std::uint64_t>;

Counts sorted(const SlotCounts& counts) {
  return {counts.begin(), counts.end()};
}

void match(const Xapian::Database& database, const Query& query, SlotSpy& spy) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.get_doccount());
}

// Article by article.
Counts plain_counts(const Xapian::Database& database, const std::string& term, Xapian::valueno slot) {
  Counts counts;
  for (auto article = database.postlist_begin(term); article != database.postlist_end(term); ++article)
    ++counts[database.get_document(*article).get_value(slot)];
  return counts;
}

void check_counts(const Xapian::Database& database) {
  for (const std::string term : {"all", "some", "none"}) {
    CAPTURE(term);
    SlotSpy spy(database);
    for (const Xapian::valueno slot : {kDense, kSparse, kUnused}) spy.watch(slot);
    match(database, Query(term), spy);
    for (const Xapian::valueno slot : {kDense, kSparse, kUnused})
      CHECK(sorted(spy.counts(slot)) == plain_counts(database, term, slot));
  }
}

}  // namespace

TEST_CASE("slot spy: counts what looking at each article counts") {
  for (unsigned seed = 1; seed <= 5; ++seed) check_counts(make_database(seed, 2000));
}

TEST_CASE("slot spy: counts over several databases, too") {
  Xapian::Database database;
  for (unsigned seed = 1; seed <= 3; ++seed) database.add_database(make_database(seed, 500 * seed));
  check_counts(database);
}

TEST_CASE("slot spy: what is cleared counts anew") {
  const Xapian::Database database = make_database(7, 300);
  SlotSpy spy(database);
  spy.watch(kDense);
  match(database, Query("all"), spy);
  spy.clear();
  spy.watch(kSparse);
  spy.watch(kSparse);
  match(database, Query("some"), spy);
  CHECK(sorted(spy.counts(kSparse)) == plain_counts(database, "some", kSparse));
}

TEST_CASE("slot spy: pairs add up to what each of them counts") {
  const Xapian::Database database = make_database(9, 1000);
  SlotSpy spy(database);
  spy.watch_pair(kDense, kSparse);
  match(database, Query("all"), spy);
  Counts rows;
  Counts columns;
  for (const auto& [row, counts] : spy.pair_counts()) {
    for (const auto& [column, count] : counts) {
      rows[row] += count;
      columns[column] += count;
    }
  }
  CHECK(rows == sorted(spy.counts(kDense)));
  CHECK(columns == sorted(spy.counts(kSparse)));
}

TEST_CASE("slot reader: an earlier article may be asked for again") {
  const Xapian::Database database = make_database(3, 200);
  SlotReader reader(database, kDense);
  std::minstd_rand random(1);
  for (int i = 0; i < 2000; ++i) {
    const auto place = database.postlist_begin("all");
    Xapian::PostingIterator article = place;
    article.skip_to(1 + static_cast<Xapian::docid>(random() % 190));
    CHECK(reader.read(*article) == database.get_document(*article).get_value(kDense));
  }
}

}  // namespace chokepoint
