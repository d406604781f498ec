// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/stop_words.h"

#include <sstream>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

std::string stop_words_in(const std::string& query) {
  std::istringstream in(query);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  std::string text;
  for (const std::string& word : stop_words_among(words)) text += (text.empty() ? "" : " ") + word;
  return text;
}

struct Case {
  std::string words;
  std::string stop_words;
};

}  // namespace

TEST_CASE("stop words: those of the language that most of the words are stop words of") {
  const std::vector<Case> cases = {
      {"", ""},
      {"zebra", ""},
      {"what is a zebra", "a is what"},
      {"the the the zebra", "the"},
      {"was war in der stadt", "der in war was"},
      {"la interdiction des applications par le gouvernement", "des la le par"},
      {"la prohibición de las aplicaciones por el gobierno", "de el la las por"},
      {"interdiction réseaux sociaux moins de 15 ans", "de"},
      {"verbot von apps", "von"},
      {"что такое запрет на приложения в россии", "в на что"},
  };
  for (const Case& c : cases) {
    INFO(c.words);
    CHECK(stop_words_in(c.words) == c.stop_words);
  }
}

TEST_CASE("stop words: English where two languages have as many") {
  CHECK(stop_words_in("the von zebra") == "the");
  CHECK(stop_words_in("zebra in was") == "in was");
}

TEST_CASE("stop words: words that are English too do not make a query foreign") {
  for (const char* words :
       {"trade war", "ai chips", "die casting", "zebra con artist", "un council", "sin tax"}) {
    INFO(words);
    CHECK(stop_words_in(words).empty());
  }
  CHECK(stop_words_in("no ai come zebra") == "no");
  CHECK(stop_words_in("ai in china") == "in");
  CHECK(stop_words_in("war in space") == "in");
}

}  // namespace chokepoint
