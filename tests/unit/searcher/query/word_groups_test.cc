// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/word_groups.h"

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

// "at&t! | e+mail=email": groups apart by |, words by + (tight) or _, wholes marked !, joined after =.
std::string show(std::string_view text) {
  std::string out;
  for (const WordGroup& group : group_words(Analyzer(), text)) {
    if (!out.empty()) out += " | ";
    std::string words;
    for (const std::string& whole : group.wholes) words += (words.empty() ? "" : "_") + whole + "!";
    for (const std::string& word : group.words)
      words += (words.empty() ? "" : group.is_tight ? "+" : "_") + word;
    out += words;
    if (!group.joined.empty()) out += "=" + group.joined;
  }
  return out;
}

}  // namespace

TEST_CASE("word groups: joined terms tie their words together, wholes replace them") {
  struct Case {
    std::string text;
    std::string groups;
  };
  const std::vector<Case> cases = {
      {"", ""},
      {"... & -", ""},
      {"TikTok ban", "tiktok | ban"},
      {"e-mail law", "e+mail=email | law"},
      {"e mail law", "e_mail=email | law"},
      {"AT&T", "at&t!"},
      {"AT & T sues", "at&t! | sues"},
      {"CVE-2024-3094", "cve+2024+3094=cve20243094"},
      {"HR7521", "hr+7521=hr7521"},
      {"US us", "^us | us"},
      {"C++ notepad++", "c++ | notepad++!"},
      {"AT&T-owned", "at&t!_owned"},
      {"1,000", "1000"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(show(c.text) == c.groups);
  }
}

}  // namespace chokepoint
