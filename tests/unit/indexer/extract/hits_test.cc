// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/hits.h"

#include <random>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

constexpr SetId kFruits = kFirstOwnSet;
constexpr SetId kFirms = kFirstOwnSet + 1;  // lists <COMPANY> and <fruits>
constexpr SetId kEmpty = kFirstOwnSet + 2;

const ListedSets& listed() {
  static const ListedSets listed{{}, {}, {}, {}, {}, {}, {}, {}, {kCompanySet, kFruits}, {}};
  return listed;
}

std::vector<Hit> plain(std::span<const Hit> hits) {
  return {hits.begin(), hits.end()};
}

bool any_at(const Hits& hits, SetId set, std::size_t token) {
  return hits.any(set, 0, 100, [token](const Hit& hit) { return hit.first == token; });
}

}  // namespace

TEST_CASE("hits: each set has its own, in the order of the text") {
  const Hits hits({{kFirms, {1, 2}}, {kFruits, {1, 3}}, {kFruits, {4, 5}}, {kFirms, {6, 8}}}, listed());
  CHECK(plain(hits.of(kFruits)) == std::vector<Hit>{{1, 3}, {4, 5}});
  CHECK(plain(hits.of(kFirms)) == std::vector<Hit>{{1, 2}, {6, 8}});
  CHECK(hits.of(kEmpty).empty());
  CHECK(hits.of(kNoSet).empty());
  CHECK(hits.of(kEmpty + 1).empty());
  CHECK(Hits().of(kFruits).empty());
}

TEST_CASE("hits: a stretch of the text has the hits that begin in it") {
  const Hits hits({{kFruits, {1, 3}}, {kFruits, {4, 5}}, {kFruits, {6, 9}}}, listed());
  CHECK(plain(hits.of(kFruits, 2, 7)) == std::vector<Hit>{{4, 5}, {6, 9}});
  CHECK(plain(hits.of(kFruits, 1, 2)) == std::vector<Hit>{{1, 3}});
  CHECK(hits.of(kFruits, 2, 4).empty());
  CHECK(hits.begins_at(kFruits, 6));
  CHECK_FALSE(hits.begins_at(kFruits, 7));
}

TEST_CASE("hits: what a set lists counts as its own where any hit does") {
  const Hits hits({{kFruits, {1, 3}}, {kFirms, {4, 5}}}, listed());
  CHECK(any_at(hits, kFirms, 1));
  CHECK(any_at(hits, kFirms, 4));
  CHECK_FALSE(any_at(hits, kFruits, 4));
  CHECK(plain(hits.of(kFirms)) == std::vector<Hit>{{4, 5}});
}

TEST_CASE("hits: a mention is a hit of its class and of the sets that list the class") {
  Hits hits({{kFirms, {6, 8}}}, listed());
  CHECK_FALSE(any_at(hits, kFirms, 3));
  hits.add(kCompanySet, {3, 4});
  hits.add(kStateSet, {5, 6});
  CHECK(plain(hits.of(kCompanySet)) == std::vector<Hit>{{3, 4}});
  CHECK(any_at(hits, kCompanySet, 3));
  CHECK(any_at(hits, kFirms, 3));
  CHECK(any_at(hits, kFirms, 6));
  CHECK_FALSE(any_at(hits, kFirms, 5));
  CHECK_FALSE(any_at(hits, kFruits, 3));
  CHECK(plain(hits.of(kFirms)) == std::vector<Hit>{{6, 8}});
}

TEST_CASE("hits: filing loses nothing and adds nothing") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 100; ++round) {
    std::vector<SetHit> found;
    std::uint32_t token = 0;
    for (std::size_t i = random() % 40; i > 0; --i) {
      token += static_cast<std::uint32_t>(random() % 3);
      found.push_back({kFirstOwnSet + static_cast<SetId>(random() % 3), {token, token + 1}});
    }
    const Hits hits(found, listed());
    for (SetId set = kFirstOwnSet; set <= kEmpty; ++set) {
      std::vector<Hit> wanted;
      for (const SetHit& each : found) {
        if (each.set == set) wanted.push_back(each.hit);
      }
      CHECK(plain(hits.of(set)) == wanted);
    }
  }
}
