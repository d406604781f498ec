// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filter_spy.h"

#include <algorithm>
#include <random>
#include <vector>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

using Xapian::Query;

Xapian::WritableDatabase make_database() {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  std::minstd_rand random(1);
  for (Xapian::docid article = 1; article <= 1000; ++article) {
    if (random() % 5 == 0) continue;
    Xapian::Document document;
    if (random() % 3 != 0) document.add_term("ban");
    for (const char* country : {"CA", "DE", "US"}) {
      if (random() % 4 == 0) document.add_boolean_term(field_term(Field::kCountry, country));
    }
    database.replace_document(article, document);
  }
  return database;
}

class Recorder : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double /*weight*/) override {
    articles.push_back(document.get_docid());
  }
  std::vector<Xapian::docid> articles;
};

void match(const Xapian::Database& database, const Query& query, Xapian::MatchSpy& spy) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_query(query);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.get_doccount());
}

std::vector<Xapian::docid> matches(const Xapian::Database& database, const Query& query) {
  Recorder recorder;
  match(database, query, recorder);
  return recorder.articles;
}

}  // namespace

TEST_CASE("filter spy: one match shows what two would") {
  const Xapian::Database database = make_database();
  using Values = std::vector<std::string>;
  const auto [wanted, excluded] = GENERATE(table<Values, Values>({{{"US"}, {}},
                                                                  {{"CA", "DE"}, {}},
                                                                  {{}, {"US"}},
                                                                  {{"US", "FR"}, {"DE", "CA"}},
                                                                  {{"FR"}, {}},
                                                                  {{}, {"FR"}}}));
  Filters filters;
  filters.fields = {{Field::kCountry, wanted, excluded}};
  Recorder all;
  Recorder met;
  FilterSpy spy(database, filters.fields.front(), all, met);
  match(database, Query("ban"), spy);
  CHECK(all.articles == matches(database, Query("ban")));
  CHECK(met.articles == matches(database, apply_filters(Query("ban"), {}, filters)));
  CHECK(spy.met_count() == met.articles.size());
}

TEST_CASE("term reader: an earlier article may be asked for again") {
  const Xapian::Database database = make_database();
  const std::string term = field_term(Field::kCountry, "US");
  const std::vector<Xapian::docid> have = matches(database, Query(term));
  TermReader reader(database, term);
  std::minstd_rand random(1);
  for (int i = 0; i < 2000; ++i) {
    const auto article = 1 + static_cast<Xapian::docid>(random() % 1100);
    CHECK(reader.has(article) == std::binary_search(have.begin(), have.end(), article));
  }
}

}  // namespace chokepoint
