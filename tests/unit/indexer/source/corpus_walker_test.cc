// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/corpus_walker.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

std::string ids(const WalkResult& walk) {
  std::string out;
  for (const SourceFile& file : walk.files) out += (out.empty() ? "" : " ") + file.id;
  return out;
}

std::string walk(const TempDirectory& directory, const WalkOptions& options = {}) {
  return ids(walk_corpus({directory.path().string()}, options));
}

}  // namespace

TEST_CASE("corpus_walker: article files of all depths, sorted by id, others ignored", "[source]") {
  const TempDirectory directory;
  for (const char* name : {"b.txt", "a/z.TXT", "a/y.jsonl", "a-b.json", "readme.md", "a/.txt", "a/b/c/d.txt"})
    directory.write(name, "x");
  CHECK(walk(directory) == "a-b.json a/.txt a/b/c/d.txt a/y.jsonl a/z.TXT b.txt");
  CHECK(walk_corpus({directory.path().string()}, {}).ignored == 1);
}

TEST_CASE("corpus_walker: a root that is a file is read whatever its name", "[source]") {
  const TempDirectory directory;
  const auto path = directory.write("sub/article", "x");
  CHECK(ids(walk_corpus({path.string()}, {})) == "article");
}

TEST_CASE("corpus_walker: links are never followed, a FIFO never blocks", "[source]") {
  const TempDirectory directory;
  const TempDirectory outside;
  outside.write("secret.txt", "x");
  directory.write("a.txt", "x");
  std::filesystem::create_directory_symlink(outside.path(), directory.path() / "link");
  std::filesystem::create_symlink(outside.path() / "secret.txt", directory.path() / "b.txt");
  std::filesystem::create_directory_symlink(directory.path(), directory.path() / "loop");
  REQUIRE(::mkfifo((directory.path() / "pipe.txt").c_str(), 0600) == 0);
  const WalkResult result = walk_corpus({directory.path().string()}, {});
  CHECK(ids(result) == "a.txt");
  REQUIRE(result.skips.size() == 1);
  CHECK(result.skips[0].reason == "not-regular");
}

TEST_CASE("corpus_walker: the same relative path below a later root is prefixed with the root's name",
          "[source]") {
  const TempDirectory one;
  const TempDirectory two;
  one.write("x/a.txt", "1");
  one.write("x/b.txt", "1");
  two.write("y/a.txt", "2");
  CHECK(ids(walk_corpus({(one.path() / "x").string(), (two.path() / "y").string()}, {})) ==
        "a.txt b.txt y/a.txt");
  CHECK(ids(walk_corpus({(two.path() / "y").string(), (one.path() / "x").string()}, {})) ==
        "a.txt b.txt x/a.txt");
}

TEST_CASE("corpus_walker: patterns leave out names and paths", "[source]") {
  const TempDirectory directory;
  for (const char* name :
       {"a.txt", "old/b.txt", "sub/c.txt", "sub/labels.jsonl", "sub/deep/labels.jsonl", "labels.jsonl"})
    directory.write(name, "x");
  CHECK(walk(directory, {{"old", "*.jsonl"}}) == "a.txt sub/c.txt");
  CHECK(walk(directory, {{"sub/*.txt"}}) ==
        "a.txt labels.jsonl old/b.txt sub/deep/labels.jsonl sub/labels.jsonl");
  directory.write("sub/.indexignore", "# no articles\nlabels.jsonl\n");
  CHECK(walk(directory) == "a.txt labels.jsonl old/b.txt sub/c.txt");
}

TEST_CASE("corpus_walker: directories nested too deeply are skipped, the rest is read", "[source]") {
  const TempDirectory directory;
  std::string deep;
  for (int i = 0; i < 70; ++i) deep += "d/";
  directory.write(deep + "x.txt", "x");
  directory.write("a.txt", "x");
  const WalkResult result = walk_corpus({directory.path().string()}, {});
  CHECK(ids(result) == "a.txt");
  REQUIRE(result.skips.size() == 1);
  CHECK(result.skips[0].reason == "too-deep");
}

TEST_CASE("corpus_walker: an index below a root is no article of it", "[source]") {
  const TempDirectory directory;
  directory.write("a.txt", "x");
  directory.write("idx/gen-00000001/manifest.json", "{}");
  CHECK(walk(directory, {{}, (directory.path() / "idx").string()}) == "a.txt");
}
