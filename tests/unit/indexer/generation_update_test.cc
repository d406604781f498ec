// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/generation_update.h"

#include <fstream>

#include <catch2/catch.hpp>
#include <xapian.h>

#include "common/base/error.h"
#include "common/index/index_info.h"
#include "indexer/publish/index_check.h"
#include "tests/support/index_dump.h"
#include "tests/support/workplace.h"

using namespace chokepoint;

namespace {

using Change = std::function<void(IndexerOptions&)>;

void allow_all_to_vanish(IndexerOptions& options) {
  options.max_vanished_percent = 100;
}

std::string content_of(const Workplace& workplace) {
  return dump_index(workplace.current().path.string(), Numbers::kLeftOut);
}

// The content of an index built afresh from the same files.
std::string rebuilt(const Workplace& workplace, const Change& change = {}) {
  const TempDirectory place;
  workplace.run([&](IndexerOptions& options) {
    options.database = (place.path() / "idx").string();
    if (change) change(options);
  });
  return dump_index((place.path() / "idx" / "gen-00000001").string(), Numbers::kLeftOut);
}

// Updates the index, which reads that many files, and compares.
void check_update(const Workplace& workplace, std::uint64_t files_read, const Change& change = {}) {
  const IndexSummary summary = workplace.run([&](IndexerOptions& options) {
    allow_all_to_vanish(options);
    if (change) change(options);
  });
  CHECK(summary.is_published);
  CHECK(summary.files_read == files_read);
  CHECK((content_of(workplace) == rebuilt(workplace, change)));
  CHECK(check_generation(workplace.current().path).empty());
}

std::string report(int number) {
  return "Report " + std::to_string(number) + "\n\n2021-03-" + std::to_string(10 + number) +
         "\n\nCanada banned TikTok from office " + std::to_string(number) +
         ". The ministry said that its offices were told.";
}

void write_reports(const Workplace& workplace) {
  for (int i = 0; i < 5; ++i) workplace.articles.write("d/" + std::to_string(i) + ".txt", report(i));
  workplace.articles.write("many.jsonl", R"({"id": "one", "title": "Fines", "text": "India fined Meta."}
{"title": "Orders", "text": "Ordering was postponed."}
{"title": "cut off
)");
  workplace.run();
}

std::string newest_of(const Workplace& workplace) {
  return read_index_info(Xapian::Database(workplace.current().path.string()), "idx").newest;
}

}  // namespace

TEST_CASE("generation_update: what is added, edited and deleted is as in a rebuild", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  workplace.articles.write("d/9.txt", report(9));
  workplace.articles.write("d/1.txt", report(1) + " Inspectors inspected.");
  std::filesystem::remove(workplace.articles.path() / "d/2.txt");
  check_update(workplace, 2);

  workplace.articles.write("d/1.txt", report(1));  // and the inspectors are forgotten
  check_update(workplace, 1);
}

TEST_CASE("generation_update: one article of several changes, comes and goes", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  workplace.articles.write("many.jsonl", R"({"id": "one", "title": "Fines", "text": "India fined Google."}
{"id": "new", "title": "Appeals", "text": "Google appealed."}
)");
  check_update(workplace, 1);
  workplace.articles.write("many.jsonl", R"({"id": "new", "title": "Appeals", "text": "Google appealed."}
)");
  check_update(workplace, 1);
  workplace.articles.write("many.jsonl", "");
  check_update(workplace, 1);
}

TEST_CASE("generation_update: moved files are not read again", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  std::filesystem::rename(workplace.articles.path() / "d", workplace.articles.path() / "elsewhere");
  std::filesystem::create_directory(workplace.articles.path() / "in");
  std::filesystem::rename(workplace.articles.path() / "many.jsonl",
                          workplace.articles.path() / "in/many.jsonl");
  check_update(workplace, 0);
}

TEST_CASE("generation_update: moved files have not vanished", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  std::filesystem::rename(workplace.articles.path() / "d", workplace.articles.path() / "elsewhere");
  CHECK(workplace.run().is_published);
}

TEST_CASE("generation_update: the skips of files that are not read are still reported", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  workplace.articles.write("d/1.txt", report(7));
  const IndexSummary summary = workplace.run();
  REQUIRE(summary.skips.size() == 1);
  CHECK(summary.skips[0].path == (workplace.articles.path() / "many.jsonl").string() + ":3");

  std::filesystem::rename(workplace.articles.path() / "many.jsonl",
                          workplace.articles.path() / "d/many.jsonl");
  const IndexSummary moved = workplace.run();
  CHECK(moved.files_read == 0);
  REQUIRE(moved.skips.size() == 1);
  CHECK(moved.skips[0].path == (workplace.articles.path() / "d/many.jsonl").string() + ":3");
}

TEST_CASE("generation_update: the newest date and the languages are those of the articles left",
          "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  CHECK(newest_of(workplace) == "2021-03-14");
  workplace.articles.write("new.txt",
                           "Neu\n\n2022-01-01\n\nDas Bundesamt verbietet den Behörden die Nutzung.");
  check_update(workplace, 1);
  CHECK(newest_of(workplace) == "2022-01-01");
  std::filesystem::remove(workplace.articles.path() / "new.txt");
  check_update(workplace, 0);
  CHECK(newest_of(workplace) == "2021-03-14");
}

TEST_CASE("generation_update: roots come and go without what stays being read", "[indexer]") {
  const Workplace workplace;
  const TempDirectory other;
  write_reports(workplace);
  other.write("d/1.txt", "Another of the same id\n\nIts text.");
  other.write("x.txt", "Another\n\nIts text.");
  const Change with_other = [&](IndexerOptions& options) { options.paths.push_back(other.path().string()); };
  check_update(workplace, 2, with_other);
  check_update(workplace, 0, [&](IndexerOptions& options) {
    if (options.database == workplace.db().string())
      options.dropped_roots = {workplace.articles.path().string()};
    options.paths = {other.path().string()};
  });
}

TEST_CASE("generation_update: what is excluded goes, what no longer is comes", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  check_update(workplace, 0, [](IndexerOptions& options) { options.excludes = {"1.txt"}; });
  check_update(workplace, 1);
}

TEST_CASE("generation_update: other settings read everything", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  check_update(workplace, 6, [](IndexerOptions& options) { options.max_bytes = 1'000'000; });
}

TEST_CASE("generation_update: a large file is read while it is written", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  const std::string padding(9'000'000, 'x');
  workplace.articles.write("large.jsonl", R"({"id": "a", "text": "India fined Meta.", "other": ")" + padding +
                                              "\"}\n{\"id\": \"b\", \"text\": \"Meta appealed.\"}\n");
  check_update(workplace, 1);
  workplace.articles.write("large.jsonl",
                           R"({"id": "b", "text": "Meta appealed.", "other": ")" + padding + "\"}\n");
  check_update(workplace, 1);
}

TEST_CASE("generation_update: many changes are more than one commit", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  std::string lines;
  for (int i = 0; i < 1200; ++i)
    lines += R"({"title": "Notice )" + std::to_string(i) + R"(", "text": "The ministry acted."})" + "\n";
  workplace.articles.write("lines.jsonl", lines);
  check_update(workplace, 1);
  std::filesystem::remove(workplace.articles.path() / "lines.jsonl");
  check_update(workplace, 0);
}

TEST_CASE("generation_update: a touched file publishes nothing, and is hashed once", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  const auto stamps = [&] { return workplace.current().path / kRefreshedSourcesName; };
  std::filesystem::last_write_time(workplace.articles.path() / "d/1.txt",
                                   std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
  CHECK_FALSE(workplace.run().is_published);
  REQUIRE(std::filesystem::exists(stamps()));
  CHECK(check_generation(workplace.current().path).empty());
  const Sources refreshed = read_sources(workplace.current().path);
  CHECK(refreshed[1].file.modified_ns < refreshed[0].file.modified_ns);

  workplace.articles.write("d/2.txt", report(8));
  CHECK(workplace.run().files_read == 1);
  CHECK_FALSE(std::filesystem::exists(stamps()));
}

TEST_CASE("generation_update: damage to the current generation does not travel on", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  {
    std::fstream file(workplace.current().path / "docdata.glass",
                      std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5000);
    file.put('\x55');
  }
  workplace.articles.write("d/2.txt", report(8));
  CHECK_THROWS_AS(workplace.run(), IndexError);
  CHECK(workplace.current().number == 1);
  CHECK(workplace.run([](IndexerOptions& options) { options.rebuild = Rebuild::kAlways; }).is_published);
  CHECK((content_of(workplace) == rebuilt(workplace)));
}

TEST_CASE("generation_update: an index of many updates takes little more room than a new one", "[indexer]") {
  const Workplace workplace;
  write_reports(workplace);
  for (int i = 0; i < 30; ++i) {
    workplace.articles.write("d/" + std::to_string(i % 5) + ".txt",
                             report(i % 5) + " Office " + std::to_string(i));
    workplace.run();
  }
  const auto size_of = [&] {
    return std::filesystem::file_size(workplace.current().path / "postlist.glass");
  };
  const auto updated = size_of();
  workplace.run([](IndexerOptions& options) { options.rebuild = Rebuild::kAlways; });
  CHECK(updated < 4 * size_of());
}
