// SPDX-License-Identifier: GPL-2.0-or-later
// What happens when a call of the system fails in any of the states is tested with whole programs
// (tests/faults).
#include "indexer/publish/publisher.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "common/base/error.h"
#include "common/index/fields.h"
#include "common/index/generation.h"
#include "common/index/manifest.h"
#include "indexer/publish/free_space.h"
#include "indexer/publish/index_check.h"
#include "indexer/publish/probes.h"
#include "tests/support/temp_directory.h"
#include "tests/support/temp_index.h"

using namespace chokepoint;

namespace {

namespace fs = std::filesystem;

std::vector<Article> some_articles() {
  Article article =
      make_article("a.txt", "Canada bans TikTok", "The ministry said so on Monday. Phones are next.");
  article.country = {core_value("CA"), also_value("US")};
  return {article, make_article("b.txt", "", "- \"...\""),
          make_article("c.txt", "Third", "One word. 東京都で禁止。")};
}

unsigned mode_of(const fs::path& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

// The tables of the index's current generation, as if just built.
void fill(const TempIndex& index, const Staging& staging) {
  fs::copy(find_current_generation(index.path())->path, staging.database());
}

}  // namespace

TEST_CASE("publisher: a generation becomes current, and the one before stays", "[publish]") {
  const TempIndex index(some_articles());
  {
    Staging staging(index.path(), 2, 0640);
    fill(index, staging);
    staging.publish();
    CHECK(find_current_generation(index.path())->number == 2);
  }
  CHECK(check_index(index.path(), *find_current_generation(index.path())).empty());
  CHECK(fs::exists(fs::path(index.path()) / "gen-00000001"));
  CHECK_FALSE(fs::exists(fs::path(index.path()) / "gen-00000002.tmp"));
  CHECK_FALSE(fs::exists(fs::path(index.path()) / "XAPIANDB.tmp"));
  CHECK((mode_of(fs::path(index.path()) / "gen-00000002") & 0750U) == 0750U);
}

TEST_CASE("publisher: what is not as its manifest says does not become current", "[publish]") {
  const TempIndex index(some_articles());
  {
    Staging staging(index.path(), 2, 0600);
    fill(index, staging);
    std::ofstream(staging.database() / "postlist.glass", std::ios::app) << "x";
    CHECK_THROWS_WITH(staging.publish(), Catch::Contains("postlist.glass"));
  }
  CHECK(find_current_generation(index.path())->number == 1);
  CHECK_FALSE(fs::exists(fs::path(index.path()) / "gen-00000002.tmp"));
}

TEST_CASE("publisher: a generation that is not published leaves nothing behind", "[publish]") {
  const TempIndex index(some_articles());
  {
    const Staging staging(index.path(), 2, 0600);
    fill(index, staging);
    CHECK(fs::exists(staging.database()));
  }
  CHECK(find_current_generation(index.path())->number == 1);
  CHECK_FALSE(fs::exists(fs::path(index.path()) / "gen-00000002.tmp"));

  const Staging staging(index.path(), 2, 0600);
  remove_current_staging();
  CHECK_FALSE(fs::exists(staging.directory()));
}

TEST_CASE("index check: each entry that differs is named", "[publish]") {
  const TempIndex index(some_articles());
  const Generation current = *find_current_generation(index.path());
  REQUIRE(check_index(index.path(), current).empty());
  const auto faults_with = [&](const std::string& name, const auto& make) {
    make(fs::path(index.path()) / name);
    const auto faults = check_index(index.path(), current);
    fs::remove(fs::path(index.path()) / name);
    REQUIRE(faults.size() == 1);
    return faults.front();
  };
  const auto write = [](const fs::path& path) { std::ofstream(path) << "x"; };
  const auto link = [](const fs::path& path) { fs::create_symlink("/etc/hosts", path); };
  CHECK_THAT(faults_with("notes.txt", write), Catch::Contains("notes.txt") && Catch::Contains("belong"));
  CHECK_THAT(faults_with("gen-00000001/extra.glass", write), Catch::Contains("extra.glass"));
  CHECK_THAT(faults_with("gen-00000001/link", link), Catch::Contains("no regular file"));
  CHECK_THAT(faults_with("gen-00000001/stamps.tsv", write), Catch::Contains("stamps.tsv"));
  CHECK_THAT(faults_with("gen-00000001/flintlock", write), Catch::Contains("not empty"));
}

TEST_CASE("probes: an article that its own words do not find is a fault", "[publish]") {
  const TempIndex index(some_articles());
  const fs::path path = find_current_generation(index.path())->path;
  Xapian::WritableDatabase database(path.string());
  CHECK(probe(database).empty());
  const auto faults_with = [&](const auto& change) {
    Xapian::Document document = database.get_document(1);
    change(document);
    database.replace_document(1, document);
    const auto faults = probe(database);
    REQUIRE(faults.size() == 1);
    return faults.front();
  };
  const std::string sound = database.get_document(1).get_data();
  CHECK_THAT(faults_with([](Xapian::Document& document) { document.remove_posting("bans", 2); }),
             Catch::Contains("a.txt"));
  CHECK_THAT(faults_with([](Xapian::Document& document) {
               document.add_posting("bans", 2);
               document.remove_term("Qa.txt");
             }),
             Catch::Contains("a.txt"));
  CHECK_THAT(faults_with([](Xapian::Document& document) {
               document.add_boolean_term("Qa.txt");
               document.remove_term(field_term(Field::kCountry, "CA"));
             }),
             Catch::Contains("a.txt"));
  CHECK_THAT(faults_with([](Xapian::Document& document) {
               document.add_boolean_term(field_term(Field::kCountry, "CA"));
               document.set_data("{");
             }),
             Catch::Contains("number 1"));
  Xapian::Document document = database.get_document(1);
  document.set_data(sound);
  database.replace_document(1, document);
  CHECK(probe(database).empty());
  database.add_document(document);
  CHECK_FALSE(probe(database).empty());
}

TEST_CASE("free space: more articles need more, and the index that is there knows best", "[publish]") {
  Manifest current;
  CHECK(space_to_rebuild(1'000'000, std::nullopt) > space_to_rebuild(1'000, std::nullopt));
  CHECK(space_to_rebuild(1'000, current) == space_to_rebuild(1'000, std::nullopt));
  current.tables = {{"postlist.glass", 10'000'000, ""}, {"position.glass", 5'000'000, ""}};
  CHECK(space_to_rebuild(1'000, current) == 33'000'000);
  CHECK(space_to_update(0, current) == 16'500'000);
  CHECK(space_to_update(1'000'000, current) == 19'000'000);
  const TempDirectory place;
  CHECK(free_space(place.path()).value_or(0) > 0);
  CHECK_FALSE(free_space(place.path() / "absent"));
}
