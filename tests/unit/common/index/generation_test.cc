// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/generation.h"

#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

void write_stub(const std::filesystem::path& db, const std::string& content) {
  std::ofstream(db / kStubName, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("generation: names and numbers", "[index]") {
  CHECK(generation_name(7) == "gen-00000007");
  CHECK(generation_name(123456789) == "gen-123456789");
  CHECK(parse_generation_name("gen-00000007") == 7);
  for (const char* bad :
       {"gen-7", "gen-0000000x", "gen-00000007.tmp", "../gen-00000007", "", "gen-", "gen--0000001"}) {
    INFO(bad);
    CHECK_FALSE(parse_generation_name(bad));
  }
}

TEST_CASE("generation: the stub names the current one, and no stub is no index", "[index]") {
  const TempDirectory db;
  CHECK_FALSE(find_current_generation(db.path()));
  CHECK_FALSE(find_current_generation(db.path() / "absent"));
  write_stub(db.path(), "auto gen-00000012\n");
  const auto current = find_current_generation(db.path());
  REQUIRE(current);
  CHECK(current->number == 12);
  CHECK(current->path == db.path() / "gen-00000012");
}

TEST_CASE("generation: a stub that could run a command or lead elsewhere is refused", "[index]") {
  const TempDirectory db;
  for (const char* bad : {"remote :/bin/sh -c id\n", "auto /etc\n", "auto ../other\n", "",
                          "auto gen-00000001\nremote host:1\n"}) {
    INFO(bad);
    write_stub(db.path(), bad);
    CHECK_THROWS_AS(find_current_generation(db.path()), IndexError);
  }
}

TEST_CASE("generation: a stub that was changed is refused, whatever it names then", "[index]") {
  const TempDirectory db;
  const std::string stub = stub_text(7);
  write_stub(db.path(), stub);
  CHECK(find_current_generation(db.path())->number == 7);
  for (std::size_t at = 0; at < stub.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = stub;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      INFO(flipped);
      write_stub(db.path(), flipped);
      CHECK_THROWS_AS(find_current_generation(db.path()), IndexError);
    }
  }
  for (std::size_t length = 0; length < stub.size(); ++length) {
    INFO(length);
    write_stub(db.path(), stub.substr(0, length));
    if (length == stub.find('\n') || length == stub.find('\n') + 1) continue;  // the first line alone
    CHECK_THROWS_AS(find_current_generation(db.path()), IndexError);
  }
}
