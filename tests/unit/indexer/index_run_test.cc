// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_run.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>

#include <catch2/catch.hpp>
#include <xapian.h>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "common/index/index_info.h"
#include "indexer/publish/index_check.h"
#include "tests/support/index_dump.h"
#include "tests/support/temp_directory.h"
#include "tests/support/workplace.h"

using namespace chokepoint;

namespace {

std::size_t count_generations(const std::filesystem::path& db) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(db)) count += entry.is_directory() ? 1U : 0U;
  return count;
}

}  // namespace

TEST_CASE("index_run: what has not changed is not published again, what has is", "[indexer]") {
  const Workplace workplace;
  workplace.articles.write("a.txt", "First article\n\nIts text.");
  CHECK(workplace.run().is_published);
  CHECK_FALSE(workplace.run().is_published);

  workplace.articles.write("a.txt", "First article\n\nIts text.");  // same content, new time stamp
  CHECK_FALSE(workplace.run().is_published);

  workplace.articles.write("b.txt", "Second article\n\nMore text.");
  const IndexSummary second = workplace.run();
  CHECK(second.is_published);
  CHECK(second.articles == 2);
  CHECK(second.generation == 2);
  CHECK(workplace.run([](IndexerOptions& options) { options.rebuild = Rebuild::kAlways; }).is_published);
}

TEST_CASE("index_run: the recorded roots are used when no PATH is given", "[indexer]") {
  const Workplace workplace;
  workplace.articles.write("a.txt", "First article\n\nIts text.");
  workplace.run();
  workplace.articles.write("b.txt", "Second article\n\nMore text.");
  CHECK(workplace.run([](IndexerOptions& options) { options.paths.clear(); }).articles == 2);
}

TEST_CASE("index_run: earlier generations are kept as asked, the build number only grows", "[indexer]") {
  const Workplace workplace;
  workplace.articles.write("a.txt", "An article\n\nIts text.");
  for (int i = 0; i < 4; ++i)
    workplace.run([](IndexerOptions& options) { options.rebuild = Rebuild::kAlways; });
  CHECK(count_generations(workplace.db()) == 2);
  const Xapian::Database database(workplace.current().path.string());
  CHECK(read_index_info(database, "idx").build == 4);
  workplace.run([](IndexerOptions& options) {
    options.rebuild = Rebuild::kAlways;
    options.keep = 0;
  });
  CHECK(count_generations(workplace.db()) == 1);
}

TEST_CASE("index_run: guards refuse to publish when roots or many articles are gone", "[indexer]") {
  const Workplace workplace;
  for (int i = 0; i < 10; ++i)
    workplace.articles.write(std::to_string(i) + ".txt", "An article\n\nIts text.");
  workplace.run();
  for (int i = 0; i < 3; ++i)
    std::filesystem::remove(workplace.articles.path() / (std::to_string(i) + ".txt"));
  CHECK_THROWS_AS(workplace.run(), GuardError);
  CHECK(workplace.current().number == 1);
  CHECK(workplace.run([](IndexerOptions& options) { options.max_vanished_percent = 30; }).articles == 7);

  std::filesystem::remove_all(workplace.articles.path());
  CHECK_THROWS_AS(workplace.run(), GuardError);
  std::filesystem::create_directory(workplace.articles.path());
  CHECK_THROWS_AS(workplace.run([](IndexerOptions& options) { options.max_vanished_percent = 100; }),
                  GuardError);
}

TEST_CASE("index_run: a root can be forgotten with its articles, without tripping the guard", "[indexer]") {
  const Workplace workplace;
  const TempDirectory other;
  workplace.articles.write("a.txt", "First article\n\nIts text.");
  other.write("b.txt", "Second article\n\nMore text.");
  workplace.run([&](IndexerOptions& options) { options.paths.push_back(other.path().string()); });
  const IndexSummary summary = workplace.run([&](IndexerOptions& options) {
    options.paths.clear();
    options.dropped_roots = {other.path().string()};
  });
  CHECK(summary.articles == 1);
}

TEST_CASE("index_run: an empty directory gives an empty index, and then a guard", "[indexer]") {
  const Workplace workplace;
  const IndexSummary summary = workplace.run();
  CHECK(summary.is_published);
  CHECK(summary.articles == 0);
  CHECK(check_generation(workplace.current().path).empty());
}

TEST_CASE("index_run: a directory of somebody else's is not written into", "[indexer]") {
  const Workplace workplace;
  workplace.articles.write("a.txt", "An article\n\nIts text.");
  workplace.place.write("idx/precious.txt", "mine");
  CHECK_THROWS_AS(workplace.run(), IndexError);
  CHECK(count_generations(workplace.db()) == 0);
}

TEST_CASE("index_check: a missing, truncated, flipped or foreign file is found and named", "[indexer]") {
  const Workplace workplace;
  workplace.articles.write("a.txt", "An article\n\nIts text.");
  workplace.run();
  const Generation generation = workplace.current();
  REQUIRE(check_generation(generation.path).empty());
  const auto faults_after = [&](const std::function<void()>& damage) {
    const TempDirectory copy;
    const auto saved = copy.path() / "saved";
    std::filesystem::copy(generation.path, saved);
    damage();
    const auto faults = check_generation(generation.path);
    std::filesystem::remove_all(generation.path);
    std::filesystem::copy(saved, generation.path);
    return faults.empty() ? std::string() : faults.front();
  };
  CHECK_THAT(faults_after([&] { std::filesystem::remove(generation.path / "position.glass"); }),
             Catch::Contains("position.glass") && Catch::Contains("missing"));
  CHECK_THAT(faults_after([&] { std::filesystem::resize_file(generation.path / "postlist.glass", 100); }),
             Catch::Contains("postlist.glass"));
  CHECK_THAT(faults_after([&] {
               std::fstream file(generation.path / "docdata.glass",
                                 std::ios::in | std::ios::out | std::ios::binary);
               file.seekp(100);
               file.put('\x55');
             }),
             Catch::Contains("docdata.glass"));
  CHECK_THAT(faults_after([&] { std::ofstream(generation.path / "extra.glass") << "x"; }),
             Catch::Contains("extra.glass"));
  CHECK_THAT(faults_after([&] { std::ofstream(generation.path / kManifestName) << "{"; }),
             Catch::Contains(kManifestName));
  CHECK(check_generation(generation.path).empty());
}

TEST_CASE("index_run: the same articles give the same content, whatever the threads, the run and the order",
          "[indexer]") {
  const std::string articles = std::string(CHOKEPOINT_SOURCE_DIR) + "/corpus/articles";
  const auto content = [&](std::size_t jobs, bool is_reversed, std::size_t runs) {
    const Workplace workplace;
    for (std::size_t i = 0; i < 450; ++i) {  // more than two segments
      workplace.articles.write("many.d/" + std::to_string(i) + ".txt",
                               "Article " + std::to_string(i) + "\n\nThe ministry acted.");
    }
    for (std::size_t run = 0; run < runs; ++run) {
      workplace.run([&](IndexerOptions& options) {
        options.jobs = jobs;
        options.rebuild = Rebuild::kAlways;
        options.paths = {articles, workplace.articles.path().string()};
        if (is_reversed) std::reverse(options.paths.begin(), options.paths.end());
      });
    }
    std::string dump = dump_index(workplace.current().path.string());
    // The articles of this workplace lie in a directory of a random name.
    for (std::size_t at = 0; (at = dump.find(workplace.articles.path().string(), at)) != std::string::npos;) {
      dump.replace(at, workplace.articles.path().string().size(), "DIR");
    }
    return dump;
  };
  const std::string expected = content(1, false, 1);
  CHECK(expected.size() > 500'000);
  CHECK((content(4, false, 1) == expected));
  CHECK((content(2, true, 1) == expected));
  CHECK((content(2, false, 2) == expected));
}
