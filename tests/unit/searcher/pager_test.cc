// SPDX-License-Identifier: GPL-2.0-or-later
// What a pager shows is tested on a terminal, in tests/cli/cases/searcher_pager.
#include "searcher/pager.h"

#include <array>
#include <cstdlib>

#include <catch2/catch.hpp>
#include <unistd.h>

namespace chokepoint {
namespace {

void set_variable(const char* name, const char* value) {
  if (value == nullptr) {
    ::unsetenv(name);
  } else {
    ::setenv(name, value, 1);
  }
}

}  // namespace

TEST_CASE("pager: ours before everybody's, none if it is empty or cat") {
  struct Case {
    const char* own;
    const char* common;
    std::optional<std::string> command;
  };
  const std::vector<Case> cases = {
      {nullptr, nullptr, "less"},    {nullptr, "more", "more"},      {"less -S", "more", "less -S"},
      {nullptr, "", std::nullopt},   {nullptr, "cat", std::nullopt}, {"", "more", std::nullopt},
      {"cat", "more", std::nullopt}, {"  ", "more", std::nullopt},   {nullptr, "cat -v", "cat -v"},
  };
  for (const Case& c : cases) {
    set_variable("CHOKEPOINT_PAGER", c.own);
    set_variable("PAGER", c.common);
    CHECK(pager_command() == c.command);
  }
  set_variable("CHOKEPOINT_PAGER", nullptr);
  set_variable("PAGER", nullptr);
}

TEST_CASE("pager: what does not go to a terminal is passed on") {
  std::array<int, 2> pipe_ends{};
  REQUIRE(::pipe(pipe_ends.data()) == 0);
  const Diagnostics diagnostics("test");
  OutputStream out(pipe_ends[1]);
  PagedOutput paged(Paging::kNever, out, diagnostics);
  paged.write(std::string(500, '\n'));
  paged.finish();
  std::array<char, 1000> read_back{};
  CHECK(::read(pipe_ends[0], read_back.data(), read_back.size()) == 500);
  ::close(pipe_ends[0]);
  ::close(pipe_ends[1]);
}

}  // namespace chokepoint
