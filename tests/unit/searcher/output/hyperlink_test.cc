// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/hyperlink.h"

#include <catch2/catch.hpp>

namespace chokepoint {

TEST_CASE("hyperlink: none is the text alone") {
  CHECK(linked("t", "/a", "none") == "t");
  CHECK(linked("t", "/a", "") == "t");
  CHECK(linked("t", "", "default") == "t");
}

TEST_CASE("hyperlink: nothing of a path or template reaches the terminal as it is") {
  CHECK(linked("t", "/a b\x1b\\\xff", "x:{path}:1") == "\x1b]8;;x:/a%20b%1B%5C%FF:1\x1b\\t\x1b]8;;\x1b\\");
  CHECK(linked("t", "/a", "x\x1b\x07y") == "\x1b]8;;x%1B%07y\x1b\\t\x1b]8;;\x1b\\");
  CHECK(linked("t", "/a", "default").starts_with("\x1b]8;;file://"));
}

}  // namespace chokepoint
