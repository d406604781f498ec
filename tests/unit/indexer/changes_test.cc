// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/changes.h"

#include <catch2/catch.hpp>

#include "common/base/hash.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

// A current generation and the files there are now. Files are recorded with stamps of our choice, and written
// only where the comparison has to open them.
class Scene {
 public:
  // A file of the current generation.
  void recorded(const std::string& name, const std::string& content, std::int64_t changed_ns = 1) {
    current_.sources.push_back(
        {file_of(name, name, content, changed_ns), content_hash(content), {++articles_}, {}});
  }

  // A file found now; `id` as the walk gives it.
  void found(const std::string& name, const std::string& content, std::int64_t changed_ns = 1) {
    walk_.files.push_back(file_of(name, name, content, changed_ns));
  }

  void write(const std::string& name, const std::string& content) const { place_.write(name, content); }

  // "a.txt kept, b.txt moved from c.txt, d.txt read; gone: e.txt"
  std::string changes() {
    current_.manifest = Manifest{};
    current_.manifest->roots = old_roots_;
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::sort(walk_.files.begin(), walk_.files.end(), by_id);
    result_ = find_changes(current_, new_roots_, walk_, {max_bytes_, 2});
    std::string text;
    for (const FileChange& change : result_.files) {
      text += text.empty() ? "" : ", ";
      text += change.file.id;
      text += change.fate == Fate::kKept    ? " kept"
              : change.fate == Fate::kMoved ? " moved from " + change.previous->file.id
                                            : " read";
      if (change.skip) text += " (" + change.skip->reason + ")";
    }
    for (std::size_t i = 0; i < result_.vanished.size(); ++i)
      text += (i == 0 ? "; gone: " : ", ") + result_.vanished[i]->file.id;
    return text;
  }

  SourceFile file_of(const std::string& id, const std::string& name, const std::string& content,
                     std::int64_t changed_ns) const {
    return {id, (place_.path() / name).string(), 0, content.size(), 1, changed_ns, 1};
  }

  TempDirectory place_;
  CurrentIndex current_;
  WalkResult walk_;
  Changes result_;
  std::vector<std::string> old_roots_ = {place_.path().string()};
  std::vector<std::string> new_roots_ = old_roots_;
  std::uint64_t max_bytes_ = 1000;
  std::uint32_t articles_ = 0;
};

}  // namespace

TEST_CASE("changes: a file with the recorded stamp is not opened", "[indexer]") {
  Scene scene;
  scene.recorded("a.txt", "there is no such file to open");
  scene.found("a.txt", "there is no such file to open");
  CHECK(scene.changes() == "a.txt kept");
  CHECK(scene.result_.is_empty());
  CHECK_FALSE(scene.result_.has_new_stamps);
}

TEST_CASE("changes: a touched file is kept, one of other content is read", "[indexer]") {
  Scene scene;
  scene.recorded("a.txt", "the same");
  scene.recorded("b.txt", "before");
  scene.found("a.txt", "the same", 2);
  scene.found("b.txt", "behind", 2);
  scene.write("a.txt", "the same");
  scene.write("b.txt", "behind");
  CHECK(scene.changes() == "a.txt kept, b.txt read");
  CHECK(scene.result_.has_new_stamps);
  CHECK(scene.result_.files_to_read().size() == 1);
  CHECK(source_of_reused(scene.result_.files[0]).file.changed_ns == 2);
}

TEST_CASE("changes: each part of a stamp counts", "[indexer]") {
  const auto read_after = [](const std::function<void(SourceFile&)>& change) {
    Scene scene;
    scene.recorded("a.txt", "before");
    scene.found("a.txt", "before");
    scene.write("a.txt", "behind");
    change(scene.walk_.files[0]);
    return scene.changes() == "a.txt read";
  };
  CHECK_FALSE(read_after([](SourceFile&) {}));
  CHECK(read_after([](SourceFile& file) { file.size = 7; }));
  CHECK(read_after([](SourceFile& file) { file.modified_ns = 7; }));
  CHECK(read_after([](SourceFile& file) { file.changed_ns = 7; }));
  CHECK(read_after([](SourceFile& file) { file.inode = 7; }));
}

TEST_CASE("changes: a moved file is known by its name and its content", "[indexer]") {
  Scene scene;
  scene.recorded("a/one.txt", "first");
  scene.recorded("a/six.txt", "sixth!");
  scene.recorded("a/two.txt", "second");
  scene.found("b/one.txt", "first", 2);
  scene.found("b/renamed.txt", "second", 2);  // what is read from a name may differ
  scene.found("b/six.txt", "SIXTH!", 2);
  scene.write("b/one.txt", "first");
  scene.write("b/renamed.txt", "second");
  scene.write("b/six.txt", "SIXTH!");
  CHECK(scene.changes() ==
        "b/one.txt moved from a/one.txt, b/renamed.txt read, b/six.txt read; gone: a/six.txt, a/two.txt");
  CHECK(scene.result_.moved_ids() == std::vector<std::string>{"a/one.txt"});
}

TEST_CASE("changes: a file that gets to or from a folder named by a date is read", "[indexer]") {
  Scene scene;
  scene.recorded("2024/05/x.txt", "first");
  scene.recorded("2024/05/y.txt", "second");
  scene.recorded("2024/06/z.txt", "third");
  scene.recorded("root/2024/07/same.txt", "not opened");
  scene.found("2024/05/a/x.txt", "first", 2);
  scene.found("2024/06/y.txt", "second", 2);
  scene.found("z.txt", "third", 2);
  for (const auto& [name, content] : {std::pair("2024/05/a/x.txt", "first"),
                                      std::pair("2024/06/y.txt", "second"), std::pair("z.txt", "third")})
    scene.write(name, content);
  // Another root holds the folder now, and the id no longer tells the date.
  scene.walk_.files.push_back(scene.file_of("same.txt", "root/2024/07/same.txt", "not opened", 1));
  CHECK(scene.changes() ==
        "2024/05/a/x.txt moved from 2024/05/x.txt, 2024/06/y.txt read, same.txt read, z.txt read; "
        "gone: 2024/05/y.txt, 2024/06/z.txt");
}

TEST_CASE("changes: of several files alike each is moved once", "[indexer]") {
  Scene scene;
  scene.recorded("a/x.txt", "same");
  scene.recorded("b/x.txt", "same");
  for (const char* name : {"c/x.txt", "d/x.txt", "e/x.txt"}) {
    scene.found(name, "same", 2);
    scene.write(name, "same");
  }
  CHECK(scene.changes() == "c/x.txt moved from a/x.txt, d/x.txt moved from b/x.txt, e/x.txt read");
}

TEST_CASE("changes: a copy is no move", "[indexer]") {
  Scene scene;
  scene.recorded("a/x.txt", "same");
  scene.found("a/x.txt", "same");
  scene.found("b/x.txt", "same", 2);
  scene.write("b/x.txt", "same");
  CHECK(scene.changes() == "a/x.txt kept, b/x.txt read");
}

TEST_CASE("changes: a file that gets another id is not read again", "[indexer]") {
  Scene scene;  // another root had a file of this name, and was dropped
  scene.recorded("x.txt", "not opened");
  scene.current_.sources[0].file.id = "news/x.txt";
  scene.current_.sources[0].skips = {{scene.current_.sources[0].file.path + ":3", "bad-json", "cut off"}};
  scene.found("x.txt", "not opened");
  CHECK(scene.changes() == "x.txt moved from news/x.txt");
  CHECK(source_of_reused(scene.result_.files[0]).skips[0].path == scene.walk_.files[0].path + ":3");
}

TEST_CASE("changes: what cannot be read keeps its articles, and is looked at again", "[indexer]") {
  Scene scene;
  scene.recorded("a.txt", "before");
  scene.found("a.txt", "behind", 2);  // there is none to open
  CHECK(scene.changes() == "a.txt kept (vanished)");
  CHECK(scene.result_.is_empty());
  const Source kept = source_of_reused(scene.result_.files[0]);
  CHECK(kept.file.changed_ns == 1);
  CHECK(kept.skips.empty());

  std::vector<Skip> reported;
  append_skips(scene.result_.files[0], kept, reported);
  REQUIRE(reported.size() == 1);
  CHECK(reported[0].reason == "vanished");
}

TEST_CASE("changes: a file that never could be read is tried each time, one that is too large is not",
          "[indexer]") {
  Scene scene;
  scene.recorded("large.txt", "x");
  scene.recorded("locked.txt", "x");
  for (Source& source : scene.current_.sources) {
    source.content_hash.clear();
    source.articles.clear();
    source.skips = {{source.file.path, source.file.id == "large.txt" ? "too-big" : "vanished", ""}};
  }
  scene.found("large.txt", "x");
  scene.found("locked.txt", "x");
  CHECK(scene.changes() == "large.txt kept, locked.txt kept (vanished)");

  scene.write("large.txt", "y");
  scene.write("locked.txt", "y");
  CHECK(scene.changes() == "large.txt kept, locked.txt read");
}

TEST_CASE("changes: a file that grew too large loses its articles", "[indexer]") {
  Scene scene;
  scene.recorded("a.txt", "small");
  scene.found("a.txt", std::string(2000, 'x'), 2);
  scene.write("a.txt", std::string(2000, 'x'));
  CHECK(scene.changes() == "a.txt read");
}

TEST_CASE("changes: articles below a directory that cannot be read stay", "[indexer]") {
  Scene scene;
  scene.recorded("a/b/x.txt", "unseen");
  scene.recorded("ab/x.txt", "gone");
  scene.walk_.skips = {{(scene.place_.path() / "a").string(), "unreadable", "Permission denied"}};
  CHECK(scene.changes() == "a/b/x.txt kept; gone: ab/x.txt");

  SECTION("but not those of a root that was dropped") {
    scene.new_roots_ = {"/elsewhere"};
    CHECK(scene.changes() == "; gone: a/b/x.txt, ab/x.txt");
  }
  SECTION("nor one whose id another file has by now") {
    scene.walk_.files = {scene.file_of("a/b/x.txt", "other/x.txt", "other", 2)};
    scene.write("other/x.txt", "other");
    CHECK(scene.changes() == "a/b/x.txt read; gone: a/b/x.txt, ab/x.txt");
  }
  SECTION("and not those below one that is skipped for another reason") {
    scene.walk_.skips[0].reason = "too-deep";
    CHECK(scene.changes() == "; gone: a/b/x.txt, ab/x.txt");
  }
}

TEST_CASE("changes: a stamp of the last moments is not trusted", "[indexer]") {
  constexpr std::int64_t kSecond = 1'000'000'000;
  std::vector<SourceFile> files(3);
  files[0].changed_ns = 100 * kSecond;
  files[1].changed_ns = 109 * kSecond;
  files[2].changed_ns = 120 * kSecond;  // the clocks differ
  distrust_young_stamps(files, 110 * kSecond);
  CHECK(files[0].changed_ns == 100 * kSecond);

  for (const SourceFile& young : {files[1], files[2]}) {
    Scene scene;
    scene.recorded("a.txt", "before", young.changed_ns);
    scene.found("a.txt", "before", young.changed_ns);
    scene.write("a.txt", "behind");
    CHECK(scene.changes() == "a.txt read");
  }
}
