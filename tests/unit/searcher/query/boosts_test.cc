// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/boosts.h"

#include <random>

#include <catch2/catch.hpp>

#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

std::vector<Article> articles() {
  std::vector<Article> all = {
      make_article("a", "Zeta barred", "The app is gone.", "2020-02-10"),
      make_article("b", "Markets", "Zeta fell.", "2021-05-01"),
      make_article("c", "Ruritania speaks", "It may act.", "2020-07-01"),
      make_article("d", "Zebra",
                   "A zebra and a horse walk. Far from the cow that the old farmer of the next "
                   "valley keeps is one more horse."),
      make_article("e", "Cow", "The horse is tired; on the other side of the wide river stands a zebra."),
      make_article("f", "Nothing", "At all."),
  };
  all[0].country = {core_value("RU")};
  all[0].company = {core_value("Zeta (Warble)")};
  all[0].measure = {core_value("app-ban")};
  all[0].events = {make_event("RU", {"Zeta (Warble)"}, "app-ban", "in-force")};
  all[1].company = {also_value("Zeta (Warble)")};
  all[2].country = {core_value("RU")};
  return all;
}

const QueryWorld& world() {
  static const QueryWorld made(articles());
  return made;
}

// "filed under Ruritania: ac" a boost.
std::vector<std::string> boosts_of(const std::string& query) {
  std::vector<std::string> lines;
  for (const Boost& boost : meaning_boosts(world().meaning(query), world().context())) {
    std::string line = boost.label + ": ";
    for (const auto& [id, weight] : world().weights(boost.query)) {
      CHECK(weight > 0);
      line += id;
    }
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

std::string found(const Boost& boost) {
  std::string ids;
  for (const auto& [id, weight] : world().weights(boost.query)) ids += id;
  return ids;
}

}  // namespace

TEST_CASE("boosts: an article gains by what the query names, filed under it before mentioned") {
  CHECK(boosts_of("zebra").empty());
  CHECK(boosts_of("Umbrax").empty());
  CHECK(boosts_of("Warble") == Lines{"filed under Zeta (Warble): a", "mentions Zeta (Warble): ab"});
  CHECK(boosts_of("Ruritania") == Lines{"filed under Ruritania: ac", "mentions Ruritania: ac"});
  const auto boosts = meaning_boosts(world().meaning("Ruritania"), world().context());
  CHECK(world().weights(boosts.at(0).query).at("a") > world().weights(boosts.at(1).query).at("a"));
}

TEST_CASE("boosts: events count where the query asks two roles of one") {
  const auto has = [](const std::string& query, const std::string& line) {
    const Lines lines = boosts_of(query);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  };
  CHECK(has("Ruritania Warble", "an event with this actor and target: a"));
  CHECK(has("Ruritanian app ban", "an event with this actor and measure: a"));
  CHECK(has("Warble app ban", "an event with this target and measure: a"));
  CHECK(has("Ruritania's app ban on Warble", "an event with this actor and target and measure: a"));
  CHECK_FALSE(has("Ruritania Umbrax", "an event with this actor and target: a"));
  for (const std::string& line : boosts_of("Warble")) CHECK(line.find("event") == std::string::npos);
}

TEST_CASE("boosts: prose that names dozens of everything asks for no event, and is not refused") {
  QueryMeaning meaning;
  meaning.runs.resize(1);
  meaning.measures.resize(1);
  for (int i = 0; i < 60; ++i) {
    QueryName country;
    country.value = "C" + std::to_string(i);
    QueryName company = country;
    company.field = Field::kCompany;
    meaning.names.push_back(country);
    meaning.names.push_back(company);
    meaning.measures[0].leaves.push_back("leaf-" + std::to_string(i));
  }
  CHECK(meaning_boosts(meaning, world().context()).empty());
}

TEST_CASE("boosts: an article of the time that the query speaks of gains") {
  CHECK(boosts_of("zebra 2020") == Lines{"published in 2020: ac"});
  CHECK(boosts_of("zebra february 2020") == Lines{"published in february 2020: a"});
  CHECK(boosts_of("zebra 1999") == Lines{"published in 1999: "});
}

TEST_CASE("boosts: what is named or meant twice counts once") {
  CHECK(boosts_of("Warble or Zeta or warble") == boosts_of("Warble"));
  CHECK(boosts_of("(app ban) OR (zebra app ban)") == boosts_of("app ban"));
}

TEST_CASE("boosts: words gain that stand close together, in either order") {
  const auto pair = [](const Lines& first, const Lines& second) {
    return pair_boosts({{"them", first, second}}, world().database()).front();
  };
  CHECK(found(pair({"zebra"}, {"horse"})) == "d");
  CHECK(found(pair({"horse"}, {"zebra"})) == "d");
  CHECK(found(pair({"nowhere", "zebra"}, {"horse"})) == "d");
  CHECK(found(pair({"zebra"}, {"cow"})).empty());
  CHECK(found(pair({"zebra"}, {"nowhere"})).empty());
  CHECK(pair({"zebra"}, {"horse"}).label == "them close together");
}

TEST_CASE("boosts: the more pairs, the less each counts") {
  const WordPair pair{"them", {"zebra"}, {"horse"}};
  const auto weight = [&](const std::vector<WordPair>& pairs) {
    return world().weights(pair_boosts(pairs, world().database()).at(0).query).at("d");
  };
  CHECK(weight({pair, pair, pair, pair}) == Approx(weight({pair}) / 2));
  CHECK(pair_boosts({}, world().database()).empty());
}

TEST_CASE("boosts: a rarer thing says more, whatever the database") {
  const Xapian::Database& database = world().database();
  CHECK(inverse_document_frequency(database, 1) > inverse_document_frequency(database, 2));
  CHECK(inverse_document_frequency(database, 6) > 0);
  CHECK(inverse_document_frequency(database, 0) == Approx(std::log(14.0)));
}

TEST_CASE("boosts: a constant weight is the same in each article that matches") {
  const auto weights = world().weights(constant_weight(Xapian::Query("zebra"), 1.25));
  CHECK(weights == std::map<std::string, double>{{"d", 1.25}, {"e", 1.25}});
}

namespace {

// The weights of the first `count` of what has "a" or "b", where "c" and "d" weigh, too.
std::vector<double> optional_weights(const Xapian::Database& database, Xapian::doccount count) {
  const Xapian::Query asked(Xapian::Query::OP_OR, Xapian::Query("a"), Xapian::Query("b"));
  const Xapian::Query optional(Xapian::Query::OP_OR, Xapian::Query("c"), Xapian::Query("d"));
  Xapian::Enquire enquire(database);
  enquire.set_query({Xapian::Query::OP_AND_MAYBE, asked, moved_in_and(optional)});
  std::vector<double> weights;
  const Xapian::MSet hits = enquire.get_mset(0, count);
  for (auto hit = hits.begin(); hit != hits.end(); ++hit) weights.push_back(hit.get_weight());
  return weights;
}

}  // namespace

TEST_CASE("boosts: what may match takes no article out of a page") {
  for (unsigned seed = 1; seed <= 100; ++seed) {
    std::minstd_rand random(seed);
    Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
    for (int i = 0; i < 300; ++i) {
      Xapian::Document document;
      for (unsigned word = 0; word < 4; ++word) {
        if (random() % (3 * word + 2) == 0)
          document.add_term(std::string(1, "abcd"[word]), static_cast<Xapian::termcount>(1 + random() % 3));
      }
      document.add_term("filler", static_cast<Xapian::termcount>(1 + random() % 20));
      database.add_document(document);
    }
    const std::vector<double> all = optional_weights(database, database.get_doccount());
    for (const Xapian::doccount count : {1U, 3U, 5U, 10U, 20U}) {
      CAPTURE(seed, count);
      const std::vector<double> page = optional_weights(database, count);
      REQUIRE(page.size() == count);
      for (std::size_t i = 0; i < count; ++i) CHECK(page[i] == Approx(all[i]));
    }
  }
}

}  // namespace chokepoint
