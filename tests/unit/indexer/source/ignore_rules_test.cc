// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/ignore_rules.h"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

struct Case {
  const char* line;
  const char* path;  // "/" at the end: a directory
  bool matches;
};

bool does_match(const std::string& line, std::string path) {
  const auto pattern = IgnorePattern::parse(line);
  if (!pattern) return false;
  const bool is_directory = path.ends_with('/');
  if (is_directory) path.pop_back();
  return pattern->matches(path, is_directory);
}

// "ignore", "keep" or "none" for a path below the directories of `files`, the outermost first.
std::string judge(const std::vector<std::pair<std::string, std::string>>& files, std::string path) {
  IgnoreRules rules;
  for (const auto& [directory, lines] : files) rules.push(directory, lines);
  const bool is_directory = path.ends_with('/');
  if (is_directory) path.pop_back();
  switch (rules.judge(path, is_directory)) {
    case Verdict::kIgnore:
      return "ignore";
    case Verdict::kKeep:
      return "keep";
    default:
      return "none";
  }
}

}  // namespace

// What git says of each of them: tests/property/ignored_as_by_git.py compares thousands more with it.
TEST_CASE("ignore_rules: patterns match as in gitignore(5)", "[source]") {
  const Case cases[] = {
      // Without "/": any name at any depth.
      {"a.txt", "a.txt", true},
      {"a.txt", "b/c/a.txt", true},
      {"a.txt", "a.txt/b", false},
      {"a.txt", "A.txt", false},
      {"*.txt", "b/a.txt", true},
      {"*.txt", ".txt", true},
      {"*.txt", "a.txt.gz", false},
      {"a*b*c", "aXbXbXc", true},
      {"a*b*c", "acb", false},
      {"?.txt", "a.txt", true},
      {"?.txt", ".txt", false},
      {"*", "anything", true},
      {"**", "a/b", true},
      // With "/" at the beginning or inside: relative to the directory of the file.
      {"/a.txt", "a.txt", true},
      {"/a.txt", "b/a.txt", false},
      {"b/a.txt", "b/a.txt", true},
      {"b/a.txt", "c/b/a.txt", false},
      {"b/*.txt", "b/a.txt", true},
      {"b/*.txt", "b/c/a.txt", false},
      {"b?a", "b/a", false},
      {"/*", "b", true},
      {"/*", "b/a", false},
      {"//a", "a", false},
      {"b//a", "b/a", false},
      // With "/" at the end: directories only.
      {"old/", "old/", true},
      {"old/", "old", false},
      {"old/", "b/old/", true},
      {"/old/", "b/old/", false},
      {"b/old/", "b/old/", true},
      {"/", "a/", false},
      // "**" spans directories where it stands between slashes.
      {"**/a", "a", true},
      {"**/a", "b/c/a", true},
      {"**/a", "b/ca", false},
      {"a/**", "a/b/c", true},
      {"a/**", "a/", false},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/x/y/c", false},
      {"a/**/**/b", "a/b", true},
      {"a/***/b", "a/x/y/b", true},
      {"**/a/**/b", "x/a/y/a/z/b", true},
      {"**/a/*/b", "a/a/x/b", true},
      {"a/b**", "a/bcd", true},
      {"a/b**", "a/b/cd", false},
      {"a/**c", "a/b/c", false},
      {"a**/c", "ab/c", true},
      {"a**/c", "ab/b/c", false},
      {"**/", "a/", true},
      {"**/", "a", false},
      {"/**", "a/b", true},
      // Sets.
      {"[ab].txt", "b.txt", true},
      {"[ab].txt", "c.txt", false},
      {"[!ab].txt", "c.txt", true},
      {"[^ab].txt", "a.txt", false},
      {"[a-c]", "b", true},
      {"[c-a]", "b", false},
      {"[a-]", "-", true},
      {"[]a]", "]", true},
      {"[!]a]", "]", false},
      {"[\\]]", "]", true},
      {"[a\\-c]", "b", false},
      {"[[:digit:]]", "7", true},
      {"[[:digit:]]", "x", false},
      {"[[:digit:]x]", "x", true},
      {"[![:space:]]", "x", true},
      {"[[:nosuch:]]", "x", false},
      {"[[:digit]", "d", true},
      {"[a", "a", false},
      {"a[/]b", "a/b", false},
      // Quoting, blanks, comments.
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"\\#a", "#a", true},
      {"#a", "#a", false},
      {"\\!a", "!a", true},
      {"a\\", "a\\", false},
      {"a\\\\", "a\\", true},
      {"a\\/b", "a/b", true},
      {"a  ", "a", true},
      {"a\\ ", "a ", true},
      {"a\\  ", "a ", true},
      {" a", " a", true},
      {" a", "a", false},
      {"a\t", "a", false},
      {"", "a", false},
      {"  ", "a", false},
      {"!", "a", false},
      // Names are bytes.
      {"\xC3\xA4", "\xC3\xA4", true},
      {"??", "\xC3\xA4", true},
      {"\xFF*", "\xFFx", true},
      {"[\x80-\xFF]", "\xE9", true},
  };
  for (const Case& row : cases) {
    CAPTURE(row.line, row.path);
    CHECK(does_match(row.line, row.path) == row.matches);
  }
}

TEST_CASE("ignore_rules: the last line that matches counts, and deeper files before those above",
          "[source]") {
  CHECK(judge({{"", "*.txt\n!a.txt\n"}}, "a.txt") == "keep");
  CHECK(judge({{"", "!a.txt\n*.txt\n"}}, "a.txt") == "ignore");
  CHECK(judge({{"", "*.txt"}, {"b", "!a.txt"}}, "b/a.txt") == "keep");
  CHECK(judge({{"", "!a.txt"}, {"b", "*.txt"}}, "b/a.txt") == "ignore");
  CHECK(judge({{"", "/b/a.txt"}, {"b", "/c.txt"}}, "b/a.txt") == "ignore");
  CHECK(judge({{"", ""}, {"b", "/a.txt"}}, "b/c/a.txt") == "none");
  CHECK(judge({{"", "!old/"}}, "old/") == "keep");
  CHECK(judge({}, "a.txt") == "none");
}

TEST_CASE("ignore_rules: files of Windows have a byte order mark and CR LF", "[source]") {
  CHECK(judge({{"",
                "\xEF\xBB\xBF"
                "a.txt\r\nb.txt\r\n"}},
              "a.txt") == "ignore");
  CHECK(judge({{"",
                "\xEF\xBB\xBF"
                "a.txt\r\nb.txt\r\n"}},
              "b.txt") == "ignore");
}

TEST_CASE("ignore_rules: the last file is forgotten when its directory is left", "[source]") {
  IgnoreRules rules;
  rules.push("", "a.txt");
  rules.push("b", "!a.txt");
  CHECK(rules.judge("b/a.txt", false) == Verdict::kKeep);
  rules.pop();
  CHECK(rules.judge("b/a.txt", false) == Verdict::kIgnore);
}

TEST_CASE("ignore_rules: no pattern takes time beyond the product of the lengths", "[source]") {
  std::string stars;
  std::string spans;
  std::string path = "a";
  for (int i = 0; i < 500; ++i) stars += "*a";
  for (int i = 0; i < 500; ++i) spans += "**/a/";
  for (int i = 0; i < 1000; ++i) path += "/a";
  const auto started = std::chrono::steady_clock::now();
  CHECK_FALSE(does_match(stars + "b", std::string(1000, 'a')));
  CHECK_FALSE(does_match(spans + "b", path));
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(5));
}
