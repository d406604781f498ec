// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/feedback.h"

#include <catch2/catch.hpp>

#include "searcher/ranking.h"
#include "tests/support/query_world.h"

namespace chokepoint {
namespace {

// Three articles on zebras share "stripes", two of them "savanna"; twelve others are about other things.
std::vector<Article> articles() {
  std::vector<Article> all = {
      make_article("a", "Zebra stripes",
                   "Each zebra of the savanna has stripes, a river. 2024 in 5g lonely common."),
      make_article("b", "Zebra", "The zebra, the stripes of it, the savanna, the river. 2024 in 5g common."),
      make_article("c", "A zebra", "It has stripes and is common."),
      make_article("d", "Stripe", "A flag of many stripes, a stripe a state. Common."),
  };
  for (int i = 0; i < 12; ++i)
    all.push_back(make_article("x" + std::to_string(i), "Other", "Nothing common has the news."));
  return all;
}

const QueryWorld& world() {
  static const QueryWorld made(articles());
  return made;
}

std::optional<Boost> feedback_of(const Xapian::Query& query, const std::set<std::string>& asked) {
  Xapian::Enquire enquire(world().database());
  enquire.set_weighting_scheme(text_weight());
  enquire.set_query(query);
  TermLookup lookup(world().context());
  return feedback_boost(enquire.get_mset(0, kFeedbackArticles), asked, world().database(), lookup);
}

}  // namespace

TEST_CASE("feedback: what the best articles share lifts others, the most telling word first") {
  const auto boost = feedback_of(Xapian::Query("zebra"), {"zebra"});
  REQUIRE(boost);
  // Not "common", which most have, nor "lonely", which one has, nor numbers or short words.
  CHECK(boost->label == "words of the best articles: stripes, river, savanna");
  const auto weights = world().weights(boost->query);
  CHECK(weights.size() == 4);
  CHECK(weights.contains("d"));
  CHECK(weights.at("a") > weights.at("d"));
}

TEST_CASE("feedback: words that were asked, in any of their forms, are not added again") {
  const auto boost = feedback_of(Xapian::Query("zebra"), {"zebra", "stripes", "stripe"});
  REQUIRE(boost);
  CHECK(boost->label == "words of the best articles: river, savanna");
}

TEST_CASE("feedback: there is none without an article, or without a word that tells") {
  CHECK_FALSE(feedback_of(Xapian::Query("nowhere"), {}));
  CHECK_FALSE(feedback_of(Xapian::Query("nothing"), {"nothing", "other"}));
  CHECK_FALSE(feedback_of(Xapian::Query("zebra"), {"zebra", "stripes", "savanna", "river"}));
}

TEST_CASE("feedback: the best word weighs six tenths of a word of the query") {
  const auto boost = feedback_of(Xapian::Query("zebra"), {"zebra", "savanna", "river"});
  REQUIRE(boost);
  TermLookup lookup(world().context());
  const auto whole = world().weights(lookup.synonyms("", lookup.forms("stripes")));
  CHECK(world().weights(boost->query).at("d") == Approx(0.6 * whole.at("d")));
}

}  // namespace chokepoint
