// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/words.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("words: a word is found as it was added, and no other") {
  Words words;
  std::vector<WordId> ids;
  const auto name = [](int i) {
    return "word" + std::string(static_cast<std::size_t>(i % 20), 'x') + std::to_string(i);
  };
  for (int i = 0; i < 5000; ++i) ids.push_back(words.add(name(i)));
  for (int i = 0; i < 5000; ++i) {
    REQUIRE(words.find(name(i)) == ids[static_cast<std::size_t>(i)]);
    REQUIRE(words.add(name(i)) == ids[static_cast<std::size_t>(i)]);
  }
  for (const char* other : {"", "w", "wor", "word", "word5000", "wordxxxxxxxxxxxxxxxxxxx", "Word1"})
    CHECK(words.find(other) == kUnknownWord);
}

TEST_CASE("words: tokens get the ids of their exact and lower-case forms") {
  Words words;
  const WordId lower = words.add("fenwick");
  const WordId exact = words.add("Fenwick");
  const WordId accented = words.add("élysée");
  const WordId contracted = words.add("won't");
  const WordId stop = words.add(".");
  const std::string text = "Fenwick FENWICK Élysée won’t . " + std::string(300, 'a');
  std::vector<TextToken> tokens = split_tokens(text);
  words.identify(text, tokens);
  REQUIRE(tokens.size() == 6);
  CHECK(tokens[0].exact == exact);
  CHECK(tokens[0].lower == lower);
  CHECK(tokens[1].exact == kUnknownWord);
  CHECK(tokens[1].lower == lower);
  CHECK(tokens[2].exact == kUnknownWord);
  CHECK(tokens[2].lower == accented);
  CHECK(tokens[3].exact == contracted);
  CHECK(tokens[4].exact == stop);
  CHECK(tokens[5].exact == kUnknownWord);
}

TEST_CASE("words: a trie finds what was added, however much") {
  PhraseTrie trie;
  for (std::uint32_t i = 1; i < 4000; ++i) trie.add({i % 7 + 1, i, i + 1}, i);
  for (std::uint32_t i = 1; i < 4000; ++i) {
    const PhraseTrie::Node node = trie.next(trie.next(trie.first(i % 7 + 1), i), i + 1);
    REQUIRE(trie.numbers(node) == std::vector<std::uint32_t>{i});
    REQUIRE(trie.next(node, i) == PhraseTrie::kNone);
  }
  CHECK(trie.first(9) == PhraseTrie::kNone);
  CHECK(trie.next(trie.first(1), kUnknownWord) == PhraseTrie::kNone);
}
