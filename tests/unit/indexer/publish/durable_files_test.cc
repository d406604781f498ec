// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/durable_files.h"

#include <string>

#include <catch2/catch.hpp>
#include <fcntl.h>

#include "common/base/error.h"
#include "common/index/manifest.h"
#include "indexer/unique_fd.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

TEST_CASE("durable files: content is replaced as a whole", "[publish]") {
  const TempDirectory place;
  const auto path = place.path() / "file";
  write_durably(path, std::string(100'000, 'x'));
  write_durably(path, "short\n");
  CHECK(read_index_file(path) == "short\n");
  sync_file(path);
  sync_directory(place.path());
  rename_file(path, place.path() / "other");
  CHECK(read_index_file(place.path() / "other") == "short\n");
  CHECK_FALSE(std::filesystem::exists(path));
}

TEST_CASE("durable files: nothing is written through a link", "[publish]") {
  const TempDirectory place;
  place.write("precious", "mine");
  std::filesystem::create_symlink(place.path() / "precious", place.path() / "link");
  CHECK_THROWS_AS(write_durably(place.path() / "link", "theirs"), InputError);
  CHECK_THROWS_AS(sync_file(place.path() / "link"), InputError);
  CHECK(read_index_file(place.path() / "precious") == "mine");
}

TEST_CASE("durable files: an error names the file, the reason and what to do", "[publish]") {
  const TempDirectory place;
  const auto message_of = [](const auto& work) -> std::string {
    try {
      work();
    } catch (const InputError& error) {
      CHECK_FALSE(error.hint().empty());
      return error.what();
    }
    return "no error";
  };
  const auto absent = place.path() / "absent";
  CHECK(message_of([&] { sync_file(absent); }) ==
        "cannot open \"" + absent.string() + "\": No such file or directory");
  CHECK(message_of([&] { write_durably(absent / "file", ""); }) ==
        "cannot write \"" + (absent / "file").string() + "\": No such file or directory");
  CHECK(message_of([&] { rename_file(absent, place.path() / "other"); }) ==
        "cannot rename \"" + absent.string() + "\": No such file or directory");
  CHECK(message_of([&] { sync_directory(place.write("file", "")); }) ==
        "cannot open \"" + (place.path() / "file").string() + "\": Not a directory");
}

TEST_CASE("durable files: a write that fails says so", "[publish]") {
  const UniqueFd full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  REQUIRE(full);
  CHECK_FALSE(write_all(full.get(), "text"));
  CHECK(write_all(full.get(), ""));
}
