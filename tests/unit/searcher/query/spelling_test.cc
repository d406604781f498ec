// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/spelling.h"

#include <catch2/catch.hpp>

#include "common/text/fold.h"
#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

const QueryWorld& world() {
  static const QueryWorld made({
      make_article("a", "Semiconductors", "The chip export licence of Zembla. Umbral light. Über uns."),
      make_article("b", "Chips", "Cheap chips and a chop shop, a steep shop. Запрет."),
      make_article("c", "Chop", "Again a chop and a steel mill. Ruritania, 2024 and 5g."),
  });
  return made;
}

// "exprot=export".
std::string corrections_of(const std::string& query) {
  const QueryMeaning meaning = world().meaning(query);
  TermLookup lookup(world().context());
  std::vector<std::string> found;
  for (const Correction& each : find_corrections(meaning, world().vocabulary(), world().database(), lookup)) {
    CHECK(each.span.last == each.span.first + 1);
    CHECK(fold(typed(meaning, each.span)) == each.typed);
    found.push_back(each.typed + '=' + each.word);
  }
  return joined(found);
}

std::string corrected_query(const std::string& query) {
  const QueryMeaning meaning = world().meaning(query);
  TermLookup lookup(world().context());
  return print(corrected(world().read(query), meaning,
                         find_corrections(meaning, world().vocabulary(), world().database(), lookup)));
}

struct Case {
  std::string query;
  std::string found;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(corrections_of(c.query) == c.found);
  }
}

}  // namespace

TEST_CASE("spelling: one edit is forgiven, in words of six letters or more two") {
  check({
      {"expor", "expor=export"},
      {"exxport", "exxport=export"},
      {"exbort", "exbort=export"},
      {"exprot", "exprot=export"},
      {"Exprot license", "exprot=export, license=licence"},
      {"semicondutcors", "semicondutcors=semiconductors"},
      {"semicndutcors", "semicndutcors=semiconductors"},
      {"semicndutcrs", ""},
      {"cheep", "cheep=cheap"},
      {"ebxrot", ""},
      {"wheap", ""},  // the first letter must be right
  });
}

TEST_CASE("spelling: what is known, short, a number, quoted, excluded or fielded is left alone") {
  check({
      {"export", ""},
      {"exporting", ""},  // a form of "export"
      {"chi", ""},
      {"2025", ""},
      {"expor2", ""},
      {"\"exprot\"", ""},
      {"chip -exprot", ""},
      {"title:exprot", ""},
      {"expro*", ""},
  });
}

TEST_CASE("spelling: a name that the tables know is not a misspelling, though no article has it") {
  check({
      {"umbrax", ""},
      {"umbrab", "umbrab=umbral"},
      {"umbrax umbrab", "umbrab=umbral"},
  });
}

TEST_CASE("spelling: of a long query only what becomes a name is corrected") {
  check({
      {"chip shop exprot", "exprot=export"},
      {"chip shop steel exprot", ""},
      {"chip shop steel ruritanai", "ruritanai=ruritania"},
      {"\"chip shop steel\" exprot", ""},
  });
}

TEST_CASE("spelling: the nearest word is taken, of equals the most frequent, then the first by letters") {
  check({
      {"choop", "choop=chop"},
      {"stepl", "stepl=steel"},
      {"cheip", "cheip=cheap"},
  });
}

TEST_CASE("spelling: letters count, not their bytes") {
  check({
      {"übar", "ubar=uber"},
      {"запрт", "запрт=запрет"},
      {"запрат", "запрат=запрет"},
  });
}

TEST_CASE("spelling: corrections take the place of what was typed, and nothing else changes") {
  const std::vector<Case> cases = {
      {"export", "export"},
      {"exprot", "export"},
      {"The exprot, umbrab!", "The export, umbral!"},
      {"exprot OR (umbrab chip)", "export OR umbral chip"},
      {"\"exprot\" umbrab", "\"exprot\" umbral"},
      {"umbrab NEAR/3 exprot", "umbral NEAR/3 export"},
      {"umbrab -exprot country:ZE", "umbral NOT exprot country:ZE"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(corrected_query(c.query) == c.found);
  }
}

}  // namespace chokepoint
