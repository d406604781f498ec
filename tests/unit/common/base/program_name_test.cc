// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/program_name.h"

#include <string>

#include <catch2/catch.hpp>

namespace chokepoint {

TEST_CASE("program name: messages use the names under which a program was called") {
  struct Case {
    const char* argv0;
    std::string expected;
  };
  const Case cases[] = {
      {"chokepoint-searcher", "chokepoint-searcher"},
      {"/usr/bin/chokepoint-indexer", "chokepoint-searcher"},
      {"build/searcher/searcher", "searcher"},
      {"chokepoint-searcher/other", "searcher"},
      {"\x1b[31m", "searcher"},
      {"", "searcher"},
      {nullptr, "searcher"},
  };
  for (const Case& c : cases) {
    set_called_as(c.argv0);
    CHECK(searcher_name() == c.expected);
  }
  set_called_as("chokepoint-searcher");
  CHECK(std::string(indexer_name()) == "chokepoint-indexer");
  set_called_as(nullptr);
}

}  // namespace chokepoint
