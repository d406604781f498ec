// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/completion.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

const OptionTable kTable = {
    {"db", "PATH", 0, "the index"},   {"limit", "N|all", 0, "how many"}, {"format", "text|jsonl", 0, "how"},
    {"country", "VALUE", 0, "where"}, {"count", "", 0, "how many"},
};

// The lines of the answer, separated by "|", with ">" for the tab.
std::string completed(const std::string& word, std::vector<std::string> words_before = {}) {
  const CompletionSources sources{
      [](const OptionSpec& spec, std::string_view value) {
        Completion completion;
        if (spec.name == "country") completion.candidates.push_back({std::string(value) + "X", "a\tlabel"});
        return completion;
      },
      [](std::string_view query) {
        return Completion{{{std::string(query) + "Y", ""}, {"bell\a", ""}, {"line\nfeed", ""}}, false};
      }};
  StringSink out;
  write_completion(complete(kTable, {word, std::move(words_before)}, sources), out);
  std::string text = out.text();
  for (char& c : text) c = c == '\t' ? '>' : c == '\n' ? '|' : c;
  return text;
}

}  // namespace

TEST_CASE("completion: names, values, files and words") {
  struct Case {
    std::string word;
    std::vector<std::string> words_before;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"--c", {}, "--country=>where|--count>how many|"},
      {"--cou", {"x", "--count"}, "--country=>where|--count>how many|"},
      {"--format=", {}, "--format=text>|--format=jsonl>|"},
      {"--format=j", {}, "--format=jsonl>|"},
      {"j", {"--format"}, "jsonl>|"},
      {"--limit=", {}, "--limit=all>|"},
      {"--country=Z", {}, "--country=ZX>a label|"},
      {"Z", {"--country"}, "ZX>a label|"},
      {"--db=", {}, ">files|"},
      {"", {"--db"}, ">files|"},
      {"w", {"--db", "x"}, "wY>|"},
      {"w", {"--db=x"}, "wY>|"},
      {"--c", {"--"}, "--cY>|"},
      {"--c", {"--db", "--"}, "--country=>where|--count>how many|"},  // "--" is the name of the index
      {"-w", {}, "-wY>|"},
      {"--count=", {}, ""},
      {"--none=", {}, ""},
  };
  for (const Case& c : cases) {
    INFO(c.word);
    CHECK(completed(c.word, c.words_before) == c.expected);
  }
}

TEST_CASE("completion: it is asked for by the first argument, and by no other") {
  const char* asked[] = {"searcher", "--complete=--db=x y", "--count", "--"};
  const auto request = completion_request(4, asked);
  REQUIRE(request);
  CHECK(request->word == "--db=x y");
  CHECK(request->words_before == std::vector<std::string>{"--count", "--"});
  const char* other[] = {"searcher", "--count", "--complete=x"};
  CHECK_FALSE(completion_request(3, other));
  CHECK_FALSE(completion_request(1, other));
}

TEST_CASE("completion: parts of a value in lower case are what can be typed") {
  CHECK(literal_values({"x", "N|all", 0, ""}) == std::vector<std::string_view>{"all"});
  CHECK(literal_values({"x", "auto|always|never", 0, ""}).size() == 3);
  CHECK(literal_values({"x", "A,B", 0, ""}).empty());
  CHECK(literal_values({"x", "", 0, ""}).empty());
}

}  // namespace chokepoint
