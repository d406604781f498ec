// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/feature_index.h"

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("feature index: each feature keeps its number, and no other has it") {
  // Hashes that fall into the same slots.
  constexpr std::uint32_t kMany = 5000;
  const auto hash = [](std::uint32_t i) { return FeatureHash{i} * 1024; };
  FeatureIndex index;
  CHECK(index.find(hash(0)) == FeatureIndex::kNone);
  for (std::uint32_t i = 0; i < kMany; ++i) REQUIRE(index.add(hash(i)) == i);
  CHECK(index.size() == kMany);
  for (std::uint32_t i = 0; i < kMany; ++i) {
    REQUIRE(index.add(hash(i)) == i);
    REQUIRE(index.find(hash(i)) == i);
  }
  CHECK(index.find(hash(kMany)) == FeatureIndex::kNone);
  CHECK(index.find(1) == FeatureIndex::kNone);
}
