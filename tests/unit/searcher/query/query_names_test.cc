// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_names.h"

#include <catch2/catch.hpp>

#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

// "ledger" is the product in one article of three, "mirra" the company in two of three.
std::vector<Article> articles() {
  std::vector<Article> all = {
      make_article("a", "A ledger", "The ledger is a book."),
      make_article("b", "Books", "Another ledger."),
      make_article("c", "Ledger", "Zeta sells Ledger."),
      make_article("d", "Mirra", "Mirra pays."),
      make_article("e", "Mirra again", "Mirra does not pay."),
      make_article("f", "Myrrh", "Some call it mirra."),
  };
  all[2].company = {core_value("Zeta (Warble)")};
  all[3].company = {core_value("Mirra")};
  all[4].company = {also_value("Mirra")};
  return all;
}

const QueryWorld& world() {
  static const QueryWorld made(articles());
  return made;
}

// "Warble=Zeta (Warble); Facegram=Facegram, once Mirra".
std::string names_in(const std::string& query) {
  QueryMeaning meaning;
  meaning.runs = word_runs(world().analyzer(), world().read(query));
  std::string text;
  for (const QueryName& name : find_names(meaning.runs, world().vocabulary(), world().database())) {
    CHECK(name.field == (name.value.size() == 2 ? Field::kCountry : Field::kCompany));
    text += (text.empty() ? "" : "; ") + typed(meaning, name.span) + '=' + name.value;
    if (!name.former.empty()) text += ", now " + name.former;
  }
  return text;
}

struct Case {
  std::string query;
  std::string names;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(names_in(c.query) == c.names);
  }
}

}  // namespace

TEST_CASE("query names: a country or company is found by any of its names, however they are written") {
  check({
      {"zebra", ""},
      {"...", ""},
      {"Ruritania", "Ruritania=RU"},
      {"RURITANIAN ban", "RURITANIAN=RU"},
      {"strelsau bans", "strelsau=RU"},
      {"what the old realm forbids", "the old realm=RU"},
      {"zemblaland", "zemblaland=ZE"},
      {"ban VZ", ""},
      {"запрет УМБРАКС", "УМБРАКС=Umbrax"},
      {"shade", ""},
      {"warble", "warble=Zeta (Warble)"},
      {"wárble", "wárble=Zeta (Warble)"},
      {"Zeta Corp. fined", "Zeta Corp=Zeta (Warble)"},
      {"nestbox", "nestbox=Zeta (Warble)"},
      {"warbler", ""},
      {"Ruritania's ban of Warble’s app", "Ruritania's=RU; Warble’s=Zeta (Warble)"},
      {"ban of Umbrax in Zembla", "Umbrax=Umbrax; Zembla=ZE"},
  });
}

TEST_CASE("query names: the longest name counts, and a name of one's own before another's product") {
  check({
      {"Umbrax Cloud", "Umbrax Cloud=Umbrax"},
      {"old realm", ""},
      {"Glasshouse", "Glasshouse=Glasshouse"},
      {"Mirra Platforms Mirra", "Mirra Platforms=Mirra; Mirra=Mirra"},
  });
}

TEST_CASE("query names: a name does not reach across runs, and none is read where nothing is looked for") {
  check({
      {"umbrax \"cloud\"", "umbrax=Umbrax"},
      {"\"Umbrax Cloud\"", "Umbrax Cloud=Umbrax"},
      {"mirra OR platforms", "mirra=Mirra"},
      {"-warble title:zembla", ""},
  });
}

TEST_CASE("query names: each place of a name is found") {
  check({
      {"warble OR Warble fine", "warble=Zeta (Warble); Warble=Zeta (Warble)"},
      {"\"warble\" warble", "warble=Zeta (Warble); warble=Zeta (Warble)"},
      {"Ledger and ledger", "Ledger=Zeta (Warble)"},
  });
}

TEST_CASE(
    "query names: a name that is a word counts with a capital, or where most articles mean who has it") {
  check({
      {"ledger", ""},
      {"Ledger", "Ledger=Zeta (Warble)"},
      {"mirra", "mirra=Mirra"},
      {"Mirra", "Mirra=Mirra"},
  });
}

TEST_CASE("query names: who had the name before is remembered") {
  check({{"Facegram", "Facegram=Facegram, now Mirra"}, {"facegram inc", "facegram inc=Mirra"}});
}

}  // namespace chokepoint
