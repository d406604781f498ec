// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html/text_witness.h"

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("text witness: a paragraph is known by its first letters, however they are set") {
  const TextWitness witness(
      "Intro. “The ministry’s order – of Tuesday – ends all contracts,” it "
      "said.\n有关单位不得采购未经认证的路由器。");
  CHECK(witness.has("\"The  Ministry's order - of Tuesday - ends all, and more that nobody wrote"));
  CHECK(witness.has("有关单位不得采购未经认证的路由器"));
  CHECK(witness.has_all("The ministry’s order of Tuesday ends all contracts"));
  CHECK_FALSE(witness.has_all("The ministry’s order of Tuesday ends all contracts for good"));
  CHECK_FALSE(witness.has("The ministry"));
  CHECK_FALSE(witness.has("The ministry's answer of Tuesday ends all contracts"));
  CHECK_FALSE(TextWitness("").has("The ministry's order of Tuesday ends all contracts"));
}
