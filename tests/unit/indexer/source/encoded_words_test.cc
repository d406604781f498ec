// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/encoded_words.h"

#include <catch2/catch.hpp>

using namespace chokepoint;

TEST_CASE("encoded_words: what mail programs write is decoded, right or wrong", "[source]") {
  struct Case {
    const char* what;
    const char* field;
    const char* text;
  };
  const Case kCases[] = {
      {"none", "Ports =? =?x", "Ports =? =?x"},
      {"Q", "=?utf-8?Q?a_=C3=A9?=", "a \u00E9"},
      {"B", "x =?UTF-8?B?w6k=?= y", "x \u00E9 y"},
      {"white space between words is none of the text", "=?utf-8?q?a?= \n =?utf-8?b?Yg==?= c", "ab c"},
      {"none between words", "=?utf-8?q?a?==?utf-8?q?b?=", "ab"},
      {"a character cut in two", "=?utf-8?q?a=C3?= =?utf-8?q?=A9?=", "a\u00E9"},
      {"two charsets", "=?utf-8?q?=C3=A9?= =?us-ascii?q?b?=", "\u00E9b"},
      {"words with escapes", "=?iso-2022-jp?b?GyRCQD4bKEI=?= =?iso-2022-jp?b?GyRCQD4bKEI=?=", "\u897F\u897F"},
      {"a language", "=?utf-8*fr?q?=C3=A9?=", "\u00E9"},
      {"a space inside", "=?utf-8?q?a b?=", "a b"},
      {"no end", "=?utf-8?q?a", "=?utf-8?q?a"},
      {"another encoding", "=?utf-8?x?a?=", "=?utf-8?x?a?="},
      {"bad hexadecimal", "=?utf-8?q?a=zz=?=", "a=zz="},
      {"nothing",
       "=?utf-8?q?"
       "?=x",
       "x"},
      {"a charset that nobody knows", "=?x-none?q?=C3=A9?=", "\u00E9"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    CHECK(replace_encoded_words(c.field, "utf-8", WordsAs::kText) == c.text);
  }
}

TEST_CASE("encoded_words: as words of UTF-8 they keep what a parser of addresses would part", "[source]") {
  CHECK(replace_encoded_words("=?utf-8?q?a=2C_?= =?us-ascii?q?b?= <x@y.z>", "", WordsAs::kUtf8Words) ==
        "=?utf-8?b?YSwgYg==?= <x@y.z>");
}
