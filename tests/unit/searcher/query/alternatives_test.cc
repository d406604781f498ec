// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/alternatives.h"

#include <catch2/catch.hpp>

#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

std::vector<Article> articles() {
  std::vector<Article> all = {
      make_article("a", "Zeta pays", "Nothing else."),
      make_article("b", "Warble pays", "Nothing else."),
      make_article("c", "A mirror", "Mirra pays."),
      make_article("d", "The CEO", "She left."),
      make_article("e", "Chief executives", "They left."),
      make_article("f", "Off the air", "Nobody sees it."),
      make_article("g", "Zebra", "A horse."),
  };
  all[0].company = {core_value("Zeta (Warble)")};
  all[1].company = {also_value("Zeta (Warble)")};
  all[2].company = {core_value("Mirra")};
  all[5].measure = {core_value("app-ban")};
  return all;
}

const QueryWorld& world() {
  static const QueryWorld made(articles());
  return made;
}

std::vector<Alternative> alternatives_of(const std::string& query, Likeness likeness) {
  const Node root = world().read(query);
  REQUIRE(root.kind == Node::Kind::kText);
  TermLookup lookup(world().context());
  return find_alternatives(root, group_words(world().analyzer(), root.text), world().meaning(query), likeness,
                           world().context(), lookup);
}

// "0-1 ab; 0-2 c": the groups and the articles of each that finds any.
std::string show(const std::string& query, Likeness likeness) {
  std::string text;
  for (const Alternative& each : alternatives_of(query, likeness)) {
    std::string ids;
    for (const auto& [id, weight] : world().weights(each.query)) ids += id;
    if (ids.empty()) continue;
    text +=
        (text.empty() ? "" : "; ") + std::to_string(each.first) + '-' + std::to_string(each.last) + ' ' + ids;
  }
  return text;
}

struct Case {
  std::string query;
  std::string found;
};

}  // namespace

TEST_CASE("alternatives: a name finds whoever is named, and nothing else does where only names may") {
  const std::vector<Case> cases = {
      {"zebra", ""},
      {"Warble", "0-1 ab"},
      {"why Warble pays", "1-2 ab"},
      {"Facegram", "0-1 c"},        // Mirra had this name
      {"Umbrax", ""},               // no article mentions it
      {"chief executive ban", ""},  // other words for the same
      {"anti-Warble mood", ""},     // the name is a part of what must match whole
      {"Mirra Platforms", "0-2 c"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(show(c.query, Likeness::kSameName) == c.found);
  }
}

TEST_CASE("alternatives: by meaning, words find others for the same, and measures what is filed under them") {
  const std::vector<Case> cases = {
      {"zebra", ""},         {"Warble", "0-1 ab"},
      {"app ban", "0-2 f"},  {"Warble's app ban", "0-1 ab; 1-3 f"},
      {"ceo left", "0-1 e"}, {"chief executive left", "0-2 d"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(show(c.query, Likeness::kSameMeaning) == c.found);
  }
}

TEST_CASE("alternatives: other words weigh less than the word that was typed, in all their forms") {
  const std::vector<Alternative> found = alternatives_of("ceo", Likeness::kSameMeaning);
  REQUIRE(found.size() == 1);
  CHECK(found[0].query.get_description().find("0.5 * ") != std::string::npos);
  CHECK(found[0].query.get_description().find("executives") != std::string::npos);
  CHECK(found[0].detail.find("chief executive") != std::string::npos);
  CHECK(found[0].detail.starts_with("\"ceo\" also finds "));
}

TEST_CASE("alternatives: who had the name before counts half") {
  const std::vector<Article> both = [] {
    std::vector<Article> all = {make_article("a", "One", "Text."), make_article("b", "Two", "Text."),
                                make_article("c", "Three", "Text."), make_article("d", "Four", "Text.")};
    all[0].company = {core_value("Facegram")};
    all[1].company = {core_value("Mirra")};
    return all;
  }();
  const QueryWorld facegram(both);
  const QueryMeaning meaning = facegram.meaning("Facegram");
  const auto weights = facegram.weights(alias_query(meaning.names.at(0), facegram.database()));
  REQUIRE(weights.size() == 2);
  CHECK(weights.at("a") > 0);
  CHECK(weights.at("b") == Approx(weights.at("a") / 2));
}

}  // namespace chokepoint
