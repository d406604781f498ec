// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/manifest.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

TEST_CASE("manifest: what is nested a hundred thousand deep is damage, and takes no stack", "[index]") {
  const TempDirectory directory;
  const std::string brackets(100'000, '[');
  for (const std::string& content :
       {brackets, R"({"hash":"x","manifest":)" + brackets + std::string(100'000, ']') + "}"}) {
    directory.write(kManifestName, content);
    CHECK_THROWS_AS(read_manifest(directory.path()), IndexError);
  }
}

TEST_CASE("manifest: what is written is read again, whatever bytes the roots have", "[index]") {
  const TempDirectory directory;
  directory.write(
      kManifestName,
      to_text(Manifest{7, 2, "settings", {"/a", "/\xFF\n\""}, {{"postlist.glass", 8192, "0123"}}}));
  const Manifest manifest = read_manifest(directory.path());
  CHECK(manifest.build == 7);
  CHECK(manifest.articles == 2);
  CHECK(manifest.settings == "settings");
  CHECK(manifest.roots == std::vector<std::string>{"/a", "/\xFF\n\""});
  REQUIRE(manifest.tables.size() == 1);
  CHECK(manifest.tables[0].name == "postlist.glass");
  CHECK(manifest.tables[0].size == 8192);
}
