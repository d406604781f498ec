// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/words.h"

#include <string>
#include <vector>

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

TEST_CASE("words: whatever stands around a word, it is the same word") {
  // Short words are read together with what follows them; at the end of a text nothing may be read.
  Words words;
  std::vector<WordId> ids;
  for (std::size_t size = 1; size <= 40; ++size) ids.push_back(words.add(std::string(size, 'q')));
  for (std::size_t size = 1; size <= 40; ++size) {
    for (std::size_t behind = 0; behind <= 20; ++behind) {
      const std::string text = std::string(size, 'Q') + std::string(behind, '!');
      std::vector<TextToken> tokens = split_tokens(text);
      words.identify(text, tokens);
      REQUIRE(tokens.front().lower == ids[size - 1]);
      REQUIRE(tokens.front().exact == kUnknownWord);
    }
  }
}

TEST_CASE("words: long words that begin alike are told apart") {
  Words words;
  const std::string beginning = "internationalisierungs";
  const WordId first = words.add(beginning + "frage");
  const WordId second = words.add(beginning + "fragen");
  CHECK(first != second);
  CHECK(words.find(beginning + "frage") == first);
  CHECK(words.find(beginning + "fragen") == second);
  CHECK(words.find(beginning) == kUnknownWord);
}

TEST_CASE("words: capitals are ASCII's from A to Z and those beyond ASCII, nothing beside them") {
  Words words;
  std::string all;
  for (char c = '0'; c <= 'z'; ++c) {
    const std::string word = "x" + std::string(1, c) + "x";
    std::string lower;
    append_lower_form(word, lower);
    words.add(lower);
    all += word + ' ';
  }
  std::vector<TextToken> tokens = split_tokens(all);
  words.identify(all, tokens);
  for (const TextToken& token : tokens) {
    if (token.kind == TokenKind::kMark) continue;
    std::string exact, lower;
    append_exact_form(all, token, exact);
    append_lower_form(exact, lower);
    CHECK(token.lower == words.find(lower));
  }
}
