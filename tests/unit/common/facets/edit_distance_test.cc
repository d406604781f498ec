// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/edit_distance.h"

#include <string>

#include <catch2/catch.hpp>

using chokepoint::edit_distance;

TEST_CASE("edit_distance: counts insertions, deletions, replacements and swaps up to the limit") {
  struct Case {
    const char* a;
    const char* b;
    std::size_t distance;
  };
  const Case cases[] = {{"", "", 0},
                        {"zembla", "zembla", 0},
                        {"zembla", "zemblaa", 1},
                        {"zemla", "zembla", 1},
                        {"zenbla", "zembla", 1},
                        {"zmebla", "zembla", 1},
                        {"zembla", "bla", 3},
                        {"zembla", "ruritania", 3},
                        {"", "ab", 2},
                        {"ab", "", 2},
                        {"", "abcd", 3},
                        {"ab", "ba", 1}};
  for (const Case& c : cases) {
    INFO(c.a << " -> " << c.b);
    CHECK(edit_distance(c.a, c.b, 2) == c.distance);
    CHECK(edit_distance(c.b, c.a, 2) == c.distance);
  }
}

TEST_CASE("edit_distance: of long strings costs no more than the limit allows") {
  const std::string a(200000, 'x');
  CHECK(edit_distance(a, a + "y", 2) == 1);
}

TEST_CASE("edit_distance: of code points each counts once, however many bytes it takes") {
  CHECK(edit_distance(std::string_view("запрт"), "запрет", 2) == 2);
  CHECK(edit_distance(U"запрт", U"запрет", 2) == 1);
  CHECK(edit_distance(U"зпарет", U"запрет", 2) == 1);
  CHECK(edit_distance(U"закон", U"запрет", 2) == 3);
}
