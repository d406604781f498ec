// SPDX-License-Identifier: GPL-2.0-or-later
// The forms of names, with rules of an invented language.
#include "indexer/extract/name_forms.h"

#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

NameForms forms() {
  NameForms made;
  made.add({"xx", "prefix", "", {"wa", "bi"}});
  made.add({"xx", "prefix", "al", {"lil"}});
  made.add({"xx", "ending", "ia", {"ii"}});
  made.add({"xx", "ending", "", {"i"}});
  made.add({"xx", "particle", "", {"ro", "e", "eseo", "neun"}});
  return made;
}

std::string bases(std::string_view word) {
  std::string joined;
  forms().for_each_base(
      word, [&](std::string_view base) { joined.append(joined.empty() ? "" : " ").append(base); });
  return joined;
}

}  // namespace

TEST_CASE("name forms: prefixes and endings are taken off, and what they stand for is put there") {
  struct Case {
    const char* word;
    const char* bases;
  };
  for (const Case& c : {Case{"waZembla", "Zembla"},
                        {"lilZembla", "alZembla"},
                        {"Ruritanii", "Ruritania Ruritani"},
                        {"biZembli", "Zembli biZembl"},
                        {"Zembla", ""},
                        {"wa", ""},
                        {"ii", "i"},
                        {"", ""}}) {
    INFO(c.word);
    CHECK(bases(c.word) == c.bases);
  }
}

TEST_CASE("name forms: what is glued to a name is particles from end to end, or not") {
  for (const char* glued : {"", "ro", "e", "eseo", "eseoneun", "ero"}) {
    INFO(glued);
    CHECK(forms().is_particles(glued));
  }
  for (const char* glued : {"s", "rox", "xro", "ese", "neu"}) {
    INFO(glued);
    CHECK_FALSE(forms().is_particles(glued));
  }
  CHECK_FALSE(forms().is_particles(std::string(100000, 'e')));
}

TEST_CASE("name forms: tokens have the bases that the tables know, and no others") {
  Words words;
  const WordId zembla = words.add("Zembla"), ruritania = words.add("Ruritania");
  constexpr std::string_view kText = "waZembla, Ruritanii waFenwick 7";
  const std::vector<TextToken> tokens = split_tokens(kText);
  const TokenBases bases(forms(), words, kText, tokens);
  REQUIRE(tokens.size() == 5);
  REQUIRE(bases.of(0).size() == 1);
  CHECK(bases.of(0).front() == zembla);
  REQUIRE(bases.of(2).size() == 1);
  CHECK(bases.of(2).front() == ruritania);
  for (const std::size_t token : {1U, 3U, 4U}) CHECK(bases.of(token).empty());
  CHECK(TokenBases().of(0).empty());
}
