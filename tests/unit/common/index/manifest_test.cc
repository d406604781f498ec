// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/manifest.h"

#include <string>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/base/hash.h"
#include "common/index/generation.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

Manifest some_manifest() {
  Manifest manifest;
  manifest.build = 7;
  manifest.articles = 12;
  manifest.settings = "tables 1";
  manifest.roots = {"/press", "/odd \xff\"\n"};
  manifest.tables = {{"iamglass", 3, "aa"}, {"postlist.glass", 5, "bb"}};
  return manifest;
}

}  // namespace

TEST_CASE("manifest: what is nested a hundred thousand deep is damage, and takes no stack", "[index]") {
  const TempDirectory directory;
  const std::string brackets(100'000, '[');
  for (const std::string& content :
       {brackets, R"({"hash":"x","manifest":)" + brackets + std::string(100'000, ']') + "}"}) {
    directory.write(kManifestName, content);
    CHECK_THROWS_AS(read_manifest(directory.path()), IndexError);
  }
}

TEST_CASE("manifest: what is written is read again") {
  const TempDirectory generation;
  const Manifest written = some_manifest();
  generation.write(kManifestName, to_text(written));
  const Manifest read = read_manifest(generation.path());
  CHECK(read.build == 7);
  CHECK(read.articles == 12);
  CHECK(read.settings == "tables 1");
  CHECK(read.roots == written.roots);
  REQUIRE(read.tables.size() == 2);
  CHECK(read.tables[1].name == "postlist.glass");
  CHECK(read.tables[1].size == 5);
  CHECK(read.tables[1].content_hash == "bb");
}

TEST_CASE("manifest: none, and any byte of it changed or cut off, is an error of the index") {
  const TempDirectory generation;
  CHECK_THROWS_AS(read_manifest(generation.path()), IndexError);
  CHECK_THROWS_WITH(read_manifest(generation.path()), Catch::Contains("cannot read"));
  const std::string good = to_text(some_manifest());
  for (std::size_t i = 0; i < good.size(); ++i) {
    CAPTURE(i);
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    generation.write(kManifestName, bad);
    CHECK_THROWS_AS(read_manifest(generation.path()), IndexError);
    generation.write(kManifestName, good.substr(0, i));
    CHECK_THROWS_AS(read_manifest(generation.path()), IndexError);
  }
}

TEST_CASE("manifest: one that vouches for itself but is none of ours is an error of the index") {
  const TempDirectory generation;
  for (const char* other : {"", "null", "[]", "{}", R"({"hash":1,"manifest":{}})", "{\"hash\":\"\xff\"}"}) {
    generation.write(kManifestName, other);
    CHECK_THROWS_AS(read_manifest(generation.path()), IndexError);
  }
  const std::string later = R"({"format":2})";
  generation.write(kManifestName, R"({"hash":")" + content_hash(later) + R"(","manifest":)" + later + "}\n");
  CHECK_THROWS_WITH(read_manifest(generation.path()), Catch::Contains("has another format"));
}

TEST_CASE("manifest: to be short of descriptors is no damage") {
  const TempDirectory generation;
  generation.write(kManifestName, to_text(some_manifest()));
  CHECK(exit_status_of([&generation] {
          use_up_descriptors();
          try {
            read_manifest(generation.path());
          } catch (const InputError&) {
            return 4;
          } catch (const IndexError&) {
            return 3;
          }
          return 0;
        }) == 4);
}

TEST_CASE("manifest: a table that is missing or has another size is named") {
  const TempDirectory generation;
  generation.write("iamglass", "abc");
  generation.write("postlist.glass", "abcde");
  CHECK_NOTHROW(check_table_sizes(some_manifest(), generation.path()));
  generation.write("postlist.glass", "abcdef");
  const std::string table = "the index is damaged: \"" + (generation.path() / "postlist.glass").string();
  CHECK_THROWS_WITH(check_table_sizes(some_manifest(), generation.path()), table + "\" has 6 bytes, not 5");
  CHECK_THROWS_AS(check_table_sizes(some_manifest(), generation.path()), IndexError);
  std::filesystem::remove(generation.path() / "postlist.glass");
  CHECK_THROWS_WITH(check_table_sizes(some_manifest(), generation.path()),
                    table + "\" cannot be read: No such file or directory");
}

}  // namespace chokepoint
