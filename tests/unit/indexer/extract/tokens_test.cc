// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/tokens.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// The tokens with bars between them.
std::string bars(std::string_view text) {
  std::string joined;
  for (const TextToken& token : split_tokens(text)) {
    if (!joined.empty()) joined += '|';
    append_exact_form(text, token, joined);
  }
  return joined;
}

}  // namespace

TEST_CASE("tokens: words, numbers and marks are told apart") {
  struct Case {
    const char* text;
    const char* tokens;
  };
  const Case cases[] = {{"", ""},
                        {"Zembla bans Fen-Link.", "Zembla|bans|Fen|-|Link|."},
                        {"the R.U. Zembla", "the|R|.|U|.|Zembla"},
                        {"Fenwick's app", "Fenwick|'s|app"},
                        {"Fenwick’s app", "Fenwick|'s|app"},
                        {"users' data", "users|'|data"},
                        {"it won’t", "it|won't"},
                        {"l'Urbanie", "l'|Urbanie"},
                        {"€1.2bn", "€|1|.|2bn"},
                        {"“quoted”", "\"|quoted|\""},
                        {"禁止する", "禁|止|す|る"},
                        {"イランの", "イラン|の"},
                        {"à la carte", "à|la|carte"},
                        {"\xEF\xBB\xBF word", "word"}};
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(bars(c.text) == c.tokens);
  }
}

TEST_CASE("tokens: capitals are known beyond ASCII") {
  struct Case {
    const char* text;
    bool capital;
    bool all_caps;
    const char* lower;
  };
  const Case cases[] = {{"Élysée", true, false, "élysée"}, {"ŻUBR", true, true, "żubr"},
                        {"Москва", true, false, "москва"}, {"élan", false, false, "élan"},
                        {"X", true, false, "x"},           {"ΑΘΗΝΑ", true, true, "αθηνα"}};
  for (const Case& c : cases) {
    INFO(c.text);
    const auto tokens = split_tokens(c.text);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens[0].capital == c.capital);
    CHECK(tokens[0].all_caps == c.all_caps);
    std::string lower;
    append_lower_form(c.text, lower);
    CHECK(lower == c.lower);
  }
}

TEST_CASE("tokens: the first of a line and of a block are marked") {
  const auto tokens = split_tokens("a b\nc\n\nd");
  REQUIRE(tokens.size() == 4);
  CHECK(tokens[0].new_block);
  CHECK_FALSE(tokens[1].new_line);
  CHECK(tokens[2].new_line);
  CHECK_FALSE(tokens[2].new_block);
  CHECK(tokens[3].new_block);
}
