// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources.h"

#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

Source make_source(const std::string& id, std::vector<std::uint32_t> articles, std::vector<Skip> skips = {}) {
  return {{id, "/articles/" + id, 1, 17, -1'500'000'000'123'456'789, 1'700'000'000'000'000'001, 42},
          "0123456789abcdef",
          std::move(articles),
          std::move(skips)};
}

void check_same(const Sources& a, const Sources& b) {
  REQUIRE(a.size() == b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].file.id == b[i].file.id);
    CHECK(a[i].file.path == b[i].file.path);
    CHECK(a[i].file.root == b[i].file.root);
    CHECK(a[i].file.size == b[i].file.size);
    CHECK(a[i].file.modified_ns == b[i].file.modified_ns);
    CHECK(a[i].file.changed_ns == b[i].file.changed_ns);
    CHECK(a[i].file.inode == b[i].file.inode);
    CHECK(a[i].content_hash == b[i].content_hash);
    CHECK(a[i].articles == b[i].articles);
    REQUIRE(a[i].skips.size() == b[i].skips.size());
    for (std::size_t k = 0; k < a[i].skips.size(); ++k) {
      CHECK(a[i].skips[k].path == b[i].skips[k].path);
      CHECK(a[i].skips[k].reason == b[i].skips[k].reason);
      CHECK(a[i].skips[k].detail == b[i].skips[k].detail);
    }
  }
}

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("sources: what is written is read, whatever the names", "[indexer]") {
  const TempDirectory generation;
  const Sources sources = {
      make_source("a.txt", {1}),
      make_source("many.jsonl", {2, 3, 4, 9, 7, 8, 4'294'967'295},
                  {{"/articles/many.jsonl:3", "bad-json", "a\ttab, a \\ and\na line"}, {"", "", ""}}),
      make_source("none.txt", {}, {{"/articles/none.txt", "empty", "nothing but white space"}}),
      make_source("odd\tname\nwith \\t and \xFF.txt", {10}),
      make_source("-", {11}),
      make_source("", {}),
  };
  std::ofstream(generation.path() / kSourcesName) << to_text(sources);
  check_same(read_sources(generation.path()), sources);
  CHECK(count_articles(sources) == 10);

  std::ofstream(generation.path() / kSourcesName) << to_text({});
  CHECK(read_sources(generation.path()).empty());
}

TEST_CASE("sources: any damage is found, and the file is named", "[indexer]") {
  const TempDirectory generation;
  std::ofstream(generation.path() / kSourcesName)
      << to_text({make_source("a.txt", {1}), make_source("b.txt", {2, 3})});
  const std::string sound = read(generation.path() / kSourcesName);
  const auto fault_of = [&](const std::string& content) -> std::string {
    generation.write(kSourcesName, content);
    try {
      read_sources(generation.path());
      return "none";
    } catch (const IndexError& error) {
      return error.what();
    }
  };
  CHECK(fault_of(sound) == "none");
  for (std::size_t i = 0; i < sound.size(); ++i) {
    std::string damaged = sound;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    CAPTURE(i);
    CHECK_THAT(fault_of(damaged), Catch::Contains(kSourcesName) && Catch::Contains("damaged"));
    CHECK_THAT(fault_of(sound.substr(0, i)), Catch::Contains(kSourcesName));
  }
  std::filesystem::remove(generation.path() / kSourcesName);
  CHECK_THROWS_AS(read_sources(generation.path()), IndexError);
}

TEST_CASE("sources: refreshed stamps are believed as long as they are sound", "[indexer]") {
  const TempDirectory generation;
  const Sources sources = {make_source("a.txt", {1})};
  Sources refreshed = sources;
  refreshed.front().file.modified_ns = 5;
  std::ofstream(generation.path() / kSourcesName) << to_text(sources);
  refresh_sources(refreshed, generation.path());
  check_same(read_sources(generation.path()), refreshed);
  CHECK(std::distance(std::filesystem::directory_iterator(generation.path()), {}) == 2);

  generation.write(kRefreshedSourcesName, read(generation.path() / kRefreshedSourcesName) + "x");
  check_same(read_sources(generation.path()), sources);
}

TEST_CASE("sources: stamps that cannot be refreshed are no error", "[indexer]") {
  refresh_sources({make_source("a.txt", {1})}, "/nonexistent/generation");
}
