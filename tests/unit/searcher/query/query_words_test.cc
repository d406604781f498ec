// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/query_words.h"

#include <catch2/catch.hpp>

#include "common/text/fold.h"
#include "searcher/query/parser.h"

namespace chokepoint {
namespace {

std::vector<WordRun> runs_of(const std::string& query) {
  return word_runs(Analyzer(), parse_query(query).root.value());
}

// "zebra app | <supply chain>": runs in order, quoted ones in angle brackets.
std::string show(const std::vector<WordRun>& runs) {
  std::string text;
  for (const WordRun& run : runs) {
    const std::string words = spell(run, 0, run.words.size(), [](const std::string& word) { return word; });
    text += (text.empty() ? "" : " | ") + (run.is_quoted ? '<' + words + '>' : words);
  }
  return text;
}

struct Case {
  std::string query;
  std::string runs;
};

}  // namespace

TEST_CASE("query words: bare words and phrases are there, what is excluded, fielded or cut short is not") {
  const std::vector<Case> cases = {
      {"Zebra HORSES", "zebra horses"},
      {"...", ""},
      {"\"...\"", ""},
      {"zebra \"Two Words\" cow", "zebra | <two words> | cow"},
      {"zebra -cow", "zebra"},
      {"zebra NOT (cow horse)", "zebra"},
      {"-\"two words\"", ""},
      {"zebra -(cow OR NOT horse)", "zebra"},
      {"country:CA zebra", "zebra"},
      {"title:zebra cow title:\"two words\"", "cow"},
      {"zeb* cow", "cow"},
      {"zebra OR (cow AND horse)", "zebra | cow | horse"},
      {"zebra NEAR/3 cow", "zebra | cow"},
      {"zebra-horse", "zebra horse"},
      {"AT&T", "at t"},
  };
  for (const Case& c : cases) {
    INFO(c.query);
    CHECK(show(runs_of(c.query)) == c.runs);
  }
}

TEST_CASE("query words: each word knows where it stands") {
  for (const char* query :
       {"Zebra, the ÉTÉ", "  zebra-horse \"Two Words\"", "(cow OR 'quoted') AT&T", "封禁短视频应用"}) {
    INFO(query);
    for (const WordRun& run : runs_of(query)) {
      CHECK(std::string(query).find(run.text.substr(0, 1), run.position) != std::string::npos);
      std::size_t end = 0;
      for (const QueryWord& word : run.words) {
        CHECK(word.begin >= end);
        CHECK(fold(run.text.substr(word.begin, word.end - word.begin)) == word.word);
        CHECK(word.is_apart == (end > 0 && word.begin > end));
        end = word.end;
      }
    }
  }
  const std::vector<WordRun> runs = runs_of("cow OR (horse zebra)");
  REQUIRE(runs.size() == 2);
  CHECK(runs[0].position == 0);
  CHECK(runs[1].position == 8);
}

TEST_CASE("query words: a span is spelled as tables write it") {
  const WordRun run = runs_of("zebra-horse 封禁短视频").front();
  const auto shout = [](const std::string& word) { return word + "!"; };
  CHECK(spell(run, 0, 2, shout) == "zebra! horse!");
  CHECK(spell(run, 1, 2, shout) == "horse!");
  CHECK(spell(run, 1, 1, shout).empty());
  CHECK(spell(run, 2, run.words.size(), [](const std::string& word) { return word; }) == "封禁短视频");
}

}  // namespace chokepoint
