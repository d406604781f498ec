// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/best_of.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

using Xapian::Query;
using Words = std::set<std::string>;
using Hits = std::vector<std::pair<Xapian::docid, double>>;

Xapian::Document document_of(const Words& words) {
  Xapian::Document document;
  Xapian::termpos position = 0;
  for (const std::string& word : words) document.add_posting(word, ++position);
  return document;
}

Xapian::Database make_database(const std::vector<Words>& documents) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  for (const Words& words : documents) database.add_document(document_of(words));
  return database;
}

Xapian::Database joined(const std::vector<Xapian::Database>& databases) {
  Xapian::Database all;
  for (const Xapian::Database& database : databases) all.add_database(database);
  return all;
}

Hits find(const Xapian::Database& database, const Query& query, Xapian::doccount count) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  Hits found;
  const Xapian::MSet hits = enquire.get_mset(0, count);
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) found.emplace_back(*hit, hit.get_weight());
  return found;
}

Hits find_all(const Xapian::Database& database, const Query& query) {
  return find(database, query, database.get_doccount());
}

// The heaviest of what each query finds alone, in the order of Xapian.
Hits best_by_hand(const Xapian::Database& database, const std::vector<Query>& queries) {
  std::map<Xapian::docid, double> best;
  for (const Query& query : queries) {
    for (const auto& [document, weight] : find_all(database, query))
      best[document] = std::max(best[document], weight);
  }
  Hits found(best.begin(), best.end());
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return found;
}

void check_same(const Hits& found, const Hits& expected) {
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].first == expected[i].first);
    CHECK(found[i].second == Approx(expected[i].second));
  }
}

// Pages of any size are full, and each hit weighs what it does among all. Not which: when AND_MAYBE or OR
// turn into AND on the way, Xapian 1.4 may pass over a document (AndMaybePostList::next()).
void check_pages(const Xapian::Database& database, const Query& query) {
  const Hits all = find_all(database, query);
  const std::map<Xapian::docid, double> weights(all.begin(), all.end());
  for (Xapian::doccount count = 1; count < all.size(); count = 2 * count + 1) {
    CAPTURE(count);
    const Hits page = find(database, query, count);
    CHECK(page.size() == count);
    for (const auto& [document, weight] : page) CHECK(weight == Approx(weights.at(document)));
  }
}

// best_of() finds what each of `queries` does, in the order of the best weights, whatever the page.
void check_best(const Xapian::Database& database, const std::vector<Query>& queries) {
  const Hits expected = best_by_hand(database, queries);
  check_same(find_all(database, best_of(queries)), expected);
  for (Xapian::doccount count = 1; count < expected.size(); count = 2 * count + 1) {
    CAPTURE(count);
    check_same(find(database, best_of(queries), count), Hits(expected.begin(), expected.begin() + count));
  }
}

Query phrase_of(const std::string& first, const std::string& second) {
  const Query words[] = {Query(first), Query(second)};
  return {Query::OP_PHRASE, words, words + 2, 2};
}

// 40 documents of some of the words "a" to "e" each.
std::vector<Words> random_documents(std::minstd_rand& random) {
  std::vector<Words> documents(40);
  for (Words& words : documents) {
    for (char word = 'a'; word <= 'e'; ++word) {
      if (random() % 3 == 0) words.insert(std::string(1, word));
    }
  }
  return documents;
}

// The queries that alternatives and boosts stand in, with `best` in the place of one.
std::vector<Query> queries_with(const Query& best) {
  const Query word("e");
  const Query light(Query::OP_SCALE_WEIGHT, best, 0.5);
  const Query filtered(Query::OP_FILTER, best, word);
  return {best,
          light,
          filtered,
          Query(Query::OP_SCALE_WEIGHT, best, 0.0),
          Query(Query::OP_OR, light, word),
          Query(Query::OP_OR, best, filtered),
          Query(Query::OP_AND, best, word),
          Query(Query::OP_AND_NOT, best, word),
          Query(Query::OP_AND_NOT, word, best),
          Query(Query::OP_AND_MAYBE, best, word),
          Query(Query::OP_AND_MAYBE, word, best),
          Query(Query::OP_AND_MAYBE, Query(Query::OP_OR, light, word), Query("d"))};
}

}  // namespace

TEST_CASE("best of: none finds nothing, one is itself") {
  CHECK(best_of({}).empty());
  CHECK(best_of({Query("a")}).get_description() == Query("a").get_description());
}

TEST_CASE("best of: a document weighs what the best weighs") {
  const Xapian::Database database = make_database({{"a"}, {"b"}, {"a", "b"}, {"c"}, {"b", "c"}});
  const std::vector<Query> queries = {Query("a"), Query(Query::OP_SCALE_WEIGHT, Query("b"), 3.0)};
  check_best(database, queries);
}

TEST_CASE("best of: all may end in one step, and another database follows") {
  const Xapian::Database first = make_database({{"a"}, {"a", "b"}});
  const Xapian::Database second = make_database({{"a"}, {"b"}, {"c"}});
  check_best(joined({first, second}), {Query("a"), Query("b")});
}

TEST_CASE("best of: all may end in one step, within an OR that ends in the same") {
  const Xapian::Database database =
      make_database({{"a"}, {"a"}, {"c"}, {"a", "c"}, {"a", "c"}, {"a", "b", "c"}});
  check_pages(database, Query(Query::OP_OR, best_of({Query("a"), Query("b")}), Query("c")));
}

TEST_CASE("best of: holds in every query, in one database and in several, some without a word") {
  std::minstd_rand random(static_cast<unsigned>(GENERATE(range(1, 11))));
  std::vector<Xapian::Database> databases = {make_database(random_documents(random)), make_database({}),
                                             make_database({{"e"}, {"f"}})};
  databases.push_back(make_database(random_documents(random)));
  std::shuffle(databases.begin(), databases.end(), random);
  const std::vector<Query> queries = {phrase_of("a", "b"), Query("c"), Query("d"), Query("no such word")};
  for (std::size_t count = 1; count <= databases.size(); ++count) {
    const Xapian::Database database =
        joined({databases.begin(), databases.begin() + static_cast<std::ptrdiff_t>(count)});
    CAPTURE(count);
    check_best(database, queries);
    for (const Query& query : queries_with(best_of(queries))) {
      CAPTURE(query.get_description());
      check_pages(database, query);
    }
  }
}

TEST_CASE("best of: documents that are gone are passed over") {
  const TempDirectory directory;
  Xapian::WritableDatabase database((directory.path() / "index").string(), Xapian::DB_CREATE);
  std::minstd_rand random(7);
  for (const Words& words : random_documents(random)) database.add_document(document_of(words));
  for (const Xapian::docid gone : {1U, 2U, 17U, 39U, 40U}) database.delete_document(gone);
  database.commit();
  const std::vector<Query> queries = {Query("a"), phrase_of("b", "c")};
  check_best(database, queries);
  for (const Query& query : queries_with(best_of(queries))) check_pages(database, query);
}

}  // namespace chokepoint
