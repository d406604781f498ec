// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/guards.h"

#include <catch2/catch.hpp>
#include <xapian.h>

#include "common/base/error.h"
#include "common/index/fields.h"
#include "indexer/publish/generation_files.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

const Diagnostics kDiagnostics("test");

Source source(std::uint32_t root, const std::string& id, std::uint32_t articles) {
  Source made;
  made.file.root = root;
  made.file.id = id;
  for (std::uint32_t i = 0; i < articles; ++i) made.articles.push_back(i + 1);
  return made;
}

// An index of the articles with these ids, and a generation that a run would make the next.
class World {
 public:
  World(std::vector<std::string> roots, std::vector<Source> sources, const std::vector<std::string>& ids) {
    write("old", ids);
    current_.generation = Generation{1, path("old")};
    current_.manifest = Manifest{};
    current_.manifest->roots = std::move(roots);
    current_.manifest->articles = ids.size();
    current_.manifest->tables = list_tables(path("old"));
    current_.sources = std::move(sources);
  }

  const CurrentIndex& current() const { return current_; }
  std::filesystem::path path(const std::string& name) const { return directory_.path() / name; }

  void write(const std::string& name, const std::vector<std::string>& ids) const {
    Xapian::WritableDatabase database(path(name).string(), Xapian::DB_CREATE_OR_OVERWRITE);
    for (const std::string& id : ids) {
      Xapian::Document document;
      document.add_boolean_term(std::string(kIdPrefix) + id);
      database.add_document(document);
    }
    database.commit();
  }

  void guard(const std::vector<std::string>& new_ids, unsigned max_percent,
             const std::vector<std::string>& roots = {"/press"},
             const std::vector<std::string>& moved = {}) const {
    write("new", new_ids);
    guard_against_vanishing(current_, path("new"), roots, moved, max_percent, kDiagnostics);
  }

 private:
  TempDirectory directory_;
  CurrentIndex current_;
};

std::vector<std::string> numbered(int begin, int end) {
  std::vector<std::string> ids;
  for (int i = begin; i < end; ++i) ids.push_back(std::to_string(i) + ".txt");
  return ids;
}

}  // namespace

TEST_CASE("guards: as many articles may vanish as are allowed, and not one more") {
  const World world({"/press"}, {}, numbered(0, 10));
  CHECK_NOTHROW(world.guard(numbered(0, 10), 0));
  CHECK_NOTHROW(world.guard(numbered(2, 10), 20));
  CHECK_THROWS_WITH(world.guard(numbered(3, 10), 20),
                    "3 of 10 articles vanished, more than 20 percent; nothing was published");
  CHECK_THROWS_AS(world.guard(numbered(1, 10), 0), GuardError);
  CHECK_THROWS_AS(world.guard({}, 99), GuardError);
  CHECK_NOTHROW(world.guard({}, 100));
  CHECK_THROWS_AS(world.guard(numbered(20, 40), 20), GuardError);  // new ones make up for nothing
}

TEST_CASE("guards: what was meant to go has not vanished") {
  const World world({"/press", "/blog"},
                    {source(0, "a.txt", 1), source(1, "b.jsonl", 2), source(1, "c.txt", 1)},
                    {"a.txt", "b.jsonl#1", "b.jsonl#2", "c.txt"});
  CHECK_THROWS_AS(world.guard({"a.txt"}, 20, {"/press", "/blog"}), GuardError);
  CHECK_NOTHROW(world.guard({"a.txt"}, 20, {"/press"}));
  CHECK_THROWS_AS(world.guard({}, 20, {"/press"}), GuardError);
  CHECK_NOTHROW(world.guard({"a.txt"}, 0, {"/press", "/blog"}, {"b.jsonl", "c.txt"}));
  CHECK_THROWS_AS(world.guard({"a.txt"}, 0, {"/press", "/blog"}, {"b.jsonl"}), GuardError);
}

TEST_CASE("guards: an index without articles has nothing to lose") {
  const World world({"/press"}, {}, {});
  CHECK_NOTHROW(world.guard({}, 0));
  CHECK_NOTHROW(guard_against_vanishing({}, world.path("absent"), {"/press"}, {}, 0, kDiagnostics));
}

TEST_CASE("guards: a damaged generation is said and not compared with") {
  const World world({"/press"}, {}, numbered(0, 10));
  std::filesystem::remove(world.path("old") / "postlist.glass");
  CHECK_NOTHROW(world.guard({}, 0));
}

TEST_CASE("guards: what cannot be compared for another reason is not published") {
  const World world({"/press"}, {}, numbered(0, 10));
  CHECK_THROWS_AS(
      guard_against_vanishing(world.current(), world.path("absent"), {"/press"}, {}, 100, kDiagnostics),
      InputError);
}

TEST_CASE("guards: more than one failed read in twenty is a failing disk") {
  const auto skips = [](std::size_t failed, std::size_t others) {
    std::vector<Skip> made(failed, Skip{"f", kReadFailure, ""});
    made.insert(made.end(), others, Skip{"g", "empty", ""});
    return made;
  };
  CHECK_NOTHROW(guard_against_failing_disk({}, 0));
  CHECK_NOTHROW(guard_against_failing_disk(skips(0, 100), 100));
  CHECK_NOTHROW(guard_against_failing_disk(skips(5, 20), 100));
  CHECK_THROWS_AS(guard_against_failing_disk(skips(6, 0), 100), InputError);
  CHECK_THROWS_WITH(guard_against_failing_disk(skips(1, 0), 19),
                    "1 of 19 files could not be read because of I/O errors; nothing was published");
}

TEST_CASE("guards: a root without articles is refused unless it had none before") {
  const World world({"/press", "/empty"}, {source(0, "a.txt", 1), source(1, "b.txt", 0)}, {"a.txt"});
  const auto guard = [&](const std::vector<std::string>& roots, const std::vector<Source>& sources) {
    guard_against_empty_roots(world.current(), roots, sources, kDiagnostics);
  };
  CHECK_NOTHROW(guard({"/press"}, {source(0, "a.txt", 1)}));
  CHECK_NOTHROW(guard({"/press", "/empty"}, {source(0, "a.txt", 1)}));
  CHECK_THROWS_WITH(guard({"/press"}, {}), "\"/press\" has no article; nothing was published");
  CHECK_THROWS_AS(guard({"/press"}, {source(0, "a.txt", 0)}), GuardError);
  CHECK_THROWS_AS(guard({"/press", "/new"}, {source(0, "a.txt", 1)}), GuardError);
  CHECK_NOTHROW(guard({"/press", "/new"}, {source(0, "a.txt", 1), source(1, "n.txt", 1)}));
  CHECK_NOTHROW(guard_against_empty_roots({}, {"/press"}, {}, kDiagnostics));  // the first run warns
}

}  // namespace chokepoint
