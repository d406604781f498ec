// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/filter.h"

#include <filesystem>
#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"

using namespace chokepoint;

namespace {

// The words of the command, "[a][b c]".
std::string words_of(const std::string& command) {
  std::string out;
  for (const std::string& word : parse_filter(".x:" + command).words) out += "[" + word + "]";
  return out;
}

}  // namespace

TEST_CASE("filter: a command is parted into words as a shell would", "[source]") {
  struct Case {
    const char* command;
    const char* words;
  };
  const Case kCases[] = {
      {"cat", "[cat]"},
      {"  abc2text\t--plain  ", "[abc2text][--plain]"},
      {"a 'b c' d", "[a][b c][d]"},
      {"a \"b c\"d'e f'", "[a][b cde f]"},
      {"a '' \"\"", "[a][][]"},
      {"a b\\ c \\' \\\\", "[a][b c]['][\\]"},
      {"a \"b \\\" \\\\ \\n\"", "[a][b \" \\ \\n]"},
      {"a 'b \\'", "[a][b \\]"},
      {"a $HOME *;|", "[a][$HOME][*;|]"},
      {"a b:c", "[a][b:c]"},
      {"/bin/cat %f", "[/bin/cat][%f]"},
  };
  for (const Case& c : kCases) {
    INFO(c.command);
    CHECK(words_of(c.command) == c.words);
  }
  CHECK(parse_filter(".x:./a").words.front() == std::filesystem::absolute("./a").string());
}

TEST_CASE("filter: what is no filter is refused", "[source]") {
  for (const char* text : {"", ":", "cat", ".x", ".x:", ".x:  ", "x:cat", ".:cat", "text/:cat", "/x:cat",
                           "a/b/c:cat", ".x y:cat", ".x:'a", ".x:\"a", ".x:a\\", ".x:''", ".a/b:cat"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_filter(text), UsageError);
  }
}

TEST_CASE("filter: the last one for a suffix or type is meant, in any case of letters", "[source]") {
  const std::vector<Filter> filters = {parse_filter(".ABC:one"), parse_filter("application/pdf:two"),
                                       parse_filter(".abc:three")};
  const auto by_name = [&](const char* name) {
    const Filter* filter = find_filter_by_name(filters, name);
    return filter == nullptr ? "none" : filter->words.front();
  };
  CHECK(by_name("story.Abc") == "three");
  CHECK(by_name("story.abcd") == "none");
  CHECK(by_name(".abc") == "none");
  CHECK(by_name("abc") == "none");
  CHECK(find_filter_by_type(filters, "application/pdf")->words.front() == "two");
  CHECK(find_filter_by_type(filters, "text/html") == nullptr);
}
