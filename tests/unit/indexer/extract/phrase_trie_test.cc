// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/phrase_trie.h"

#include <array>
#include <map>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("phrase trie: it finds what was added, however much") {
  PhraseTrie trie;
  std::map<std::uint32_t, PhraseTrie::Node> nodes;
  for (std::uint32_t i = 1; i < 4000; ++i) nodes[i] = trie.add(std::array<WordId, 3>{i % 7 + 1, i, i + 1});
  for (std::uint32_t i = 1; i < 4000; ++i) {
    const PhraseTrie::Node node = trie.next(trie.next(trie.first(i % 7 + 1), i), i + 1);
    REQUIRE(node == nodes[i]);
    REQUIRE(node < trie.size());
    REQUIRE(trie.next(node, i) == PhraseTrie::kNone);
  }
  CHECK(trie.first(9) == PhraseTrie::kNone);
  CHECK(trie.next(trie.first(1), kUnknownWord) == PhraseTrie::kNone);
}

TEST_CASE("phrase trie: a phrase has one node, shared by those that go on from it") {
  PhraseTrie trie;
  const PhraseTrie::Node one = trie.add(std::array<WordId, 1>{5});
  const PhraseTrie::Node two = trie.add(std::array<WordId, 2>{5, 6});
  CHECK(trie.add(std::array<WordId, 2>{5, 6}) == two);
  CHECK(trie.add_first(5) == one);
  CHECK(trie.add_next(one, 6) == two);
  CHECK(trie.next(one, 6) == two);
  CHECK(trie.next(one, 70) == PhraseTrie::kNone);  // of the same class as 6
  CHECK(trie.add({}) == PhraseTrie::kNone);
}

TEST_CASE("phrase trie: a node keeps its owner's number while others are made") {
  PhraseTrie trie;
  const PhraseTrie::Node one = trie.add_first(5);
  CHECK(trie.value(one) == 0);
  trie.set_value(one, 77);
  for (WordId word = 1; word < 2000; ++word) trie.add_next(one, word);
  CHECK(trie.value(one) == 77);
  CHECK(trie.value(trie.next(one, 1999)) == 0);
}
