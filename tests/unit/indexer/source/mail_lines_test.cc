// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mail_lines.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("mail_lines: a flowed line goes on in the next (RFC 3676)", "[source]") {
  struct Case {
    const char* what;
    std::string text;
    std::string joined;
  };
  const Case kCases[] = {
      {"a paragraph", "one \ntwo \nthree\nfour\n", "one two three\nfour\n"},
      {"a space that was stuffed", " From here\n >not quoted\n", "From here\n>not quoted\n"},
      {"quotations", "> a \n> b\n>> c \n> d\n", "> a b\n>> c \n> d\n"},
      {"a signature", "text \n-- \nname\n", "text \n-- \nname\n"},
      {"an end without a line", "one \ntwo", "one two\n"},
      {"nothing", "", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(join_flowed_lines(c.text, TrailingSpace::kKept) == c.joined);
  }
  CHECK(join_flowed_lines("\u4E2D \n\u56FD\n", TrailingSpace::kDeleted) == "\u4E2D\u56FD\n");
}

TEST_CASE("mail_lines: lines that were broken at a margin are joined, others stay", "[source]") {
  const std::string wrapped =
      "The port authority of Westland said on Tuesday that it would no longer\n"
      "accept cargo scanners made by Harbourlight, and gave its members ninety\n"
      "days to replace them.\n";
  const std::string joined =
      "The port authority of Westland said on Tuesday that it would no longer accept cargo scanners made by "
      "Harbourlight, and gave its members ninety days to replace them.\n";
  struct Case {
    const char* what;
    std::string text;
    std::string joined;
  };
  const Case kCases[] = {
      {"a paragraph", wrapped, joined},
      {"two paragraphs", wrapped + "\n" + wrapped, joined + "\n" + joined},
      {"a short line ends what it ends", wrapped + "A last line.\n", joined + "A last line.\n"},
      {"list items and quotations begin anew", wrapped + "* A\n2. B\n> C\n", joined + "* A\n2. B\n> C\n"},
      {"an address longer than the margin", wrapped + "https://e.org/" + std::string(90, 'x') + "\n",
       joined + "https://e.org/" + std::string(90, 'x') + "\n"},
      {"lines too long for a margin", wrapped + std::string(50, 'x') + " " + std::string(50, 'y') + "\n",
       wrapped + std::string(50, 'x') + " " + std::string(50, 'y') + "\n"},
      {"lines too short for one", "Dear reader,\nall is well.\n", "Dear reader,\nall is well.\n"},
      {"nothing", "", ""},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(join_wrapped_lines(c.text) == c.joined);
  }
}
