// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/features.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("features: the hash is 64-bit FNV-1a") {
  // The test vectors of draft-eastlake-fnv.
  CHECK(feature_hash("") == 0xcbf29ce484222325U);
  CHECK(feature_hash("a") == 0xaf63dc4c8601ec8cU);
  CHECK(feature_hash("foobar") == 0x85944171f73967e8U);
}

TEST_CASE("features: a name has up to three parts, and its hash is that of the whole") {
  Features features(true);
  features.start({});
  features.add("alone");
  features.add("side", "before");
  features.add("voice", "passive", "after");
  CHECK(features.names() == Names{"alone", "side=before", "voice=passive/after"});
  REQUIRE(features.hashes().size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(features.hashes()[i] == feature_hash(features.names()[i]));
}

TEST_CASE("features: in a mode each counts twice, for itself and for the mode") {
  Features features(true);
  features.start("act");
  features.add("side", "before");
  features.add_count("states", 3);
  CHECK(features.names() == Names{"side=before", "act:side=before", "states=3-4", "act:states=3-4"});
  REQUIRE(features.hashes().size() == 4);
  CHECK(features.hashes()[1] == feature_hash("act:side=before"));
}

TEST_CASE("features: a start forgets what was before, its mode too") {
  Features features(true);
  features.start("act");
  features.add("old");
  features.start({});
  CHECK(features.hashes().empty());
  features.add("new");
  CHECK(features.names() == Names{"new"});
}

TEST_CASE("features: names are kept only if asked for") {
  Features features;
  features.start("act");
  features.add("side", "before");
  CHECK(features.names().empty());
  CHECK(features.hashes() ==
        std::vector<FeatureHash>{feature_hash("side=before"), feature_hash("act:side=before")});
}

TEST_CASE("features: counts are told by their order of size") {
  struct Case {
    std::size_t count;
    const char* size;
  };
  const Case cases[] = {{0, "0"},
                        {1, "1"},
                        {2, "2"},
                        {3, "3-4"},
                        {4, "3-4"},
                        {5, "5-8"},
                        {8, "5-8"},
                        {9, "9-16"},
                        {16, "9-16"},
                        {17, "17+"},
                        {static_cast<std::size_t>(-1), "17+"}};
  Features features(true);
  for (const Case& c : cases) {
    INFO(c.count);
    CHECK(size_class(c.count) == c.size);
    features.start({});
    features.add_count("n", c.count, "lead");
    CHECK(features.names() == Names{"n=" + std::string(c.size) + "/lead"});
  }
}
