// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/index_directory.h"

#include <set>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

std::set<std::string> names_in(const std::filesystem::path& directory) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    names.insert(entry.path().filename().string());
  return names;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("index directory: it is made, and nobody else's is taken", "[publish]") {
  const TempDirectory place;
  prepare_index_directory(place.path() / "a/b");
  CHECK(std::filesystem::is_directory(place.path() / "a/b"));
  place.write("idx/lock", "");
  place.write("idx/XAPIANDB", "");
  place.write("idx/XAPIANDB.tmp", "");
  place.write("idx/gen-00000001/file", "");
  place.write("idx/gen-00000002.tmp/file", "");
  prepare_index_directory(place.path() / "idx");
  CHECK_THROWS_AS(prepare_index_directory(place.write("file", "")), IndexError);
  CHECK_THROWS_AS(prepare_index_directory(place.path() / "file/idx"), IndexError);
  for (const char* foreign : {"notes.txt", "lock.tmp", "gen-1", "gen-00000001.bak", "XAPIANDB2", ".tmp"}) {
    INFO(foreign);
    const auto path = place.write(std::string("idx/") + foreign, "");
    CHECK(foreign_names(place.path() / "idx") == std::vector<std::string>{foreign});
    CHECK_THROWS_WITH(prepare_index_directory(place.path() / "idx"), Catch::Contains(foreign));
    std::filesystem::remove(path);
  }
  CHECK_THROWS_AS(foreign_names(place.path() / "absent"), IndexError);
}

TEST_CASE("index directory: a number is given once, finished or not", "[publish]") {
  const TempDirectory db;
  CHECK(next_generation_number(db.path()) == 1);
  db.write("gen-00000003/file", "");
  CHECK(next_generation_number(db.path()) == 4);
  db.write("gen-00000007.tmp/file", "");
  CHECK(next_generation_number(db.path()) == 8);
  db.write("gen-100000000/file", "");
  CHECK(next_generation_number(db.path()) == 100000001);
}

TEST_CASE("index directory: numbers may be used up by somebody else", "[publish]") {
  const TempDirectory db;
  db.write("gen-999999999999999999/file", "");
  CHECK_THROWS_WITH(next_generation_number(db.path()), Catch::Contains("no number left"));
}

TEST_CASE("index directory: garbage is what died and what is older than asked for", "[publish]") {
  const TempDirectory db;
  const auto fill = [&db] {
    for (const char* name :
         {"gen-00000001/file", "gen-99999998/file", "gen-99999999/file", "gen-100000000/file",
          "gen-100000001/file", "gen-100000002.tmp/file", "XAPIANDB", "XAPIANDB.tmp", "lock"})
      db.write(name, "");
  };
  fill();
  collect_garbage(db.path(), 100000000, 9);
  const Names all{"gen-00000001", "gen-99999998", "gen-99999999", "gen-100000000", "XAPIANDB", "lock"};
  CHECK(names_in(db.path()) == all);
  collect_garbage(db.path(), 100000000, 3);
  CHECK(names_in(db.path()) == all);
  collect_garbage(db.path(), 100000000, 2);
  CHECK(names_in(db.path()) == Names{"gen-99999998", "gen-99999999", "gen-100000000", "XAPIANDB", "lock"});
  collect_garbage(db.path(), 100000000, 1);
  CHECK(names_in(db.path()) == Names{"gen-99999999", "gen-100000000", "XAPIANDB", "lock"});
  collect_garbage(db.path(), 100000000, 0);
  CHECK(names_in(db.path()) == Names{"gen-100000000", "XAPIANDB", "lock"});
}

TEST_CASE("index directory: what is somebody else's is never garbage", "[publish]") {
  const TempDirectory db;
  db.write("notes.tmp", "");
  db.write("gen-00000002/file", "");
  db.write("gen-00000001/file", "");
  collect_garbage(db.path(), 2, 0);
  CHECK(names_in(db.path()) == Names{"notes.tmp", "gen-00000002"});
}
