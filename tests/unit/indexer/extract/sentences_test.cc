// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/sentences.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

std::vector<std::string> sentences(std::string_view text, std::size_t body_begin = 0) {
  Words words;
  SentenceWords known;
  for (const char* word : {"gov", "inc", "mr"}) known.abbreviations.insert(words.add(word));
  for (const char* word : {"the", "it"}) known.starters.insert(words.add(word));
  std::vector<TextToken> tokens = split_tokens(text);
  words.identify(text, tokens);
  std::vector<std::string> found;
  for (const Sentence& sentence : split_sentences(tokens, body_begin, known)) {
    found.emplace_back(text.substr(sentence.begin, sentence.end - sentence.begin));
  }
  return found;
}

using Sentences = std::vector<std::string>;

}  // namespace

TEST_CASE("sentences: end at final marks, with what closes after them") {
  CHECK(sentences("Zembla acts. Fenwick leaves! Why? So.") ==
        Sentences{"Zembla acts.", "Fenwick leaves!", "Why?", "So."});
  CHECK(sentences("He said \"it is over.\" Then he left.") ==
        Sentences{"He said \"it is over.\"", "Then he left."});
  CHECK(sentences("It rose 1.5 percent. 30 firms fell.") ==
        Sentences{"It rose 1.5 percent.", "30 firms fell."});
}

TEST_CASE("sentences: do not end at abbreviations and initials") {
  CHECK(sentences("Gov. Rudolf of Fenwick Inc. Zembla spoke.").size() == 1);
  CHECK(sentences("J. Doe left the U.S. Senate.").size() == 1);
  CHECK(sentences("He left the U.S. The firm stayed.") == Sentences{"He left the U.S.", "The firm stayed."});
}

TEST_CASE("sentences: end with the paragraph, but not with a line that was wrapped") {
  CHECK(sentences("A headline\n\nThe body goes\non here.") ==
        Sentences{"A headline", "The body goes\non here."});
  CHECK(sentences("It prohibits:\n- Selling\n- Buying") ==
        Sentences{"It prohibits:", "- Selling", "- Buying"});
}

TEST_CASE("sentences: ideographic full stops need no blank") {
  CHECK(sentences("禁止した。会社は去る。") == Sentences{"禁止した。", "会社は去る。"});
}

TEST_CASE("sentences: title, lead and body are told apart, and endless sentences are cut") {
  std::string text = "Title\n\nOne. Two. Three. Four.";
  text[text.size() - 1] = '.';
  const std::vector<TextToken> tokens = split_tokens(text);
  const std::vector<Sentence> found = split_sentences(tokens, 7, {});
  REQUIRE(found.size() == 5);
  CHECK(found[0].section == Section::kTitle);
  CHECK(found[1].section == Section::kLead);
  CHECK(found[3].section == Section::kLead);
  CHECK(found[4].section == Section::kBody);

  std::string endless;
  for (int i = 0; i < 10000; ++i) endless += "word ";
  CHECK(split_sentences(split_tokens(endless), 0, {}).size() == 10000 / kMaxSentenceTokens);
}
