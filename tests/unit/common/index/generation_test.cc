// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/generation.h"

#include <cstdlib>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/child_process.h"
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
       {"gen-7", "gen-0000000x", "gen-00000007.tmp", "../gen-00000007", "", "gen-", "gen--0000001",
        "gen-1234567", "gen-1234567890123456789", "gem-00000007", "x00000007"}) {
    INFO(bad);
    CHECK_FALSE(parse_generation_name(bad));
  }
  CHECK(parse_generation_name("gen-12345678") == 12345678);
  CHECK(parse_generation_name("gen-123456789012345678") == 123456789012345678);
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

TEST_CASE("generation: a stub that cannot be read is an error of its kind, never an index that is not there",
          "[index]") {
  const TempDirectory db;
  std::filesystem::create_directory(db.path() / kStubName);
  CHECK_THROWS_AS(find_current_generation(db.path()), IndexError);

  const TempDirectory circle;
  std::filesystem::create_symlink(kStubName, circle.path() / kStubName);
  CHECK_THROWS_AS(find_current_generation(circle.path()), IndexError);
  CHECK_THROWS_WITH(find_current_generation(circle.path()), Catch::Contains("cannot read"));

  CHECK_FALSE(find_current_generation(db.path() / kStubName / "absent"));
  CHECK_FALSE(find_current_generation(db.write("file", "")));
  CHECK(exit_status_of([&circle] {
          use_up_descriptors();
          try {
            find_current_generation(circle.path());
          } catch (const InputError&) {
            return 4;
          }
          return 0;
        }) == 4);
}

TEST_CASE("generation: the index that nobody named is where the environment says", "[index]") {
  const auto path_with = [](const char* db, const char* data, const char* home) {
    ::setenv("CHOKEPOINT_DB", db, 1);
    ::setenv("XDG_DATA_HOME", data, 1);
    ::setenv("HOME", home, 1);
    return default_index_path().string();
  };
  const char* const home_before = std::getenv("HOME");
  const std::string home = home_before == nullptr ? "" : home_before;
  CHECK(path_with("/db", "/data", "/home/ada") == "/db");
  CHECK(path_with("", "/data", "/home/ada") == "/data/chokepoint/index");
  CHECK(path_with("", "", "/home/ada") == "/home/ada/.local/share/chokepoint/index");
  CHECK_THROWS_AS(path_with("", "", ""), UsageError);
  for (const char* name : {"CHOKEPOINT_DB", "XDG_DATA_HOME", "HOME"}) ::unsetenv(name);
  CHECK_THROWS_AS(default_index_path(), UsageError);
  ::setenv("HOME", home.c_str(), 1);
}
