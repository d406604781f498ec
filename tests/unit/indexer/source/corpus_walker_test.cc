// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/corpus_walker.h"

#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>

#include "indexer/source/read_file.h"
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

// "REASON path" of each, relative to the directory.
std::vector<std::string> skips(const TempDirectory& directory, const WalkResult& walk) {
  std::vector<std::string> out;
  for (const Skip& skip : walk.skips)
    out.push_back(skip.reason + " " + skip.path.substr(directory.path().string().size() + 1));
  return out;
}

WalkOptions following() {
  WalkOptions options;
  options.links = Links::kFollowed;
  return options;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "corpus_walker: files of all depths, sorted by id, but for those whose names say that they are none",
    "[source]") {
  const TempDirectory directory;
  for (const char* name : {"b.txt", "a/z.TXT", "a/y.jsonl", "a-b.json", "readme.md", "a/.txt", "a/b/c/d.txt",
                           "index.php?id=3", "mbox", "logo.png", "b.txt~"})
    directory.write(name, "x");
  CHECK(walk(directory) == "a-b.json a/b/c/d.txt a/y.jsonl a/z.TXT b.txt index.php?id=3 mbox readme.md");
  CHECK(walk_corpus({directory.path().string()}, {}).ignored == 3);
}

TEST_CASE("corpus_walker: a root that is a file is read whatever its name", "[source]") {
  const TempDirectory directory;
  for (const char* name : {"article", ".hidden", "a.png"}) {
    const auto path = directory.write("sub/" + std::string(name), "x");
    CHECK(ids(walk_corpus({path.string()}, {})) == name);
  }
  directory.write(".hidden.d/.store/a.txt", "x");
  CHECK(ids(walk_corpus({(directory.path() / ".hidden.d").string()}, {})).empty());
  CHECK(ids(walk_corpus({(directory.path() / ".hidden.d/.store").string()}, {})) == "a.txt");
}

TEST_CASE("corpus_walker: links are left alone, a FIFO never blocks", "[source]") {
  const TempDirectory directory;
  const TempDirectory outside;
  outside.write("secret.txt", "x");
  directory.write("a.txt", "x");
  std::filesystem::create_directory_symlink(outside.path(), directory.path() / "link");
  std::filesystem::create_symlink(outside.path() / "secret.txt", directory.path() / "b.txt");
  std::filesystem::create_directory_symlink(directory.path(), directory.path() / "loop");
  std::filesystem::create_symlink("self.txt", directory.path() / "self.txt");
  std::filesystem::create_symlink("a.txt", directory.path() / "c.txt");
  REQUIRE(::mkfifo((directory.path() / "pipe.txt").c_str(), 0600) == 0);
  const WalkResult result = walk_corpus({directory.path().string()}, {});
  CHECK(ids(result) == "a.txt");
  CHECK(skips(directory, result) ==
        Strings{"outside-root b.txt", "outside-root link", "not-regular pipe.txt"});
  CHECK(result.ignored == 3);
}

TEST_CASE("corpus_walker: links are followed inside the roots and nowhere else", "[source]") {
  const TempDirectory directory;
  const TempDirectory other;
  const TempDirectory outside;
  other.write("far.txt", "x");
  outside.write("secret.txt", "x");
  directory.write("2024/a.txt", "x");
  directory.write(".store/b.txt", "x");
  const auto link = [&](const std::filesystem::path& target, const char* name) {
    std::filesystem::create_symlink(target, directory.path() / name);
  };
  link("2024", "latest");
  link("2024/a.txt", "top.txt");
  link(".store", "stored");
  link(other.path() / "far.txt", "other.txt");
  link(outside.path(), "outside");
  link(outside.path() / "secret.txt", "secret.txt");
  link("/etc/passwd", "2024/passwd.txt");
  link("..", "2024/up");
  link("nowhere", "dangling.txt");
  link("self.txt", "self.txt");
  link("missing", ".#lock");  // of Emacs
  const WalkResult result = walk_corpus({directory.path().string(), other.path().string()}, following());
  CHECK(ids(result) == "2024/a.txt far.txt latest/a.txt other.txt stored/b.txt top.txt");
  CHECK(skips(directory, result) == Strings{"outside-root 2024/passwd.txt", "vanished dangling.txt",
                                            "outside-root latest/passwd.txt", "outside-root outside",
                                            "outside-root secret.txt", "unreadable self.txt"});
  for (const SourceFile& file : result.files) {
    const auto content = read_file(file, 100);
    CAPTURE(file.id);
    CHECK(std::holds_alternative<std::string>(content));
  }
}

TEST_CASE("corpus_walker: directories that are linked to one another are walked in bounded time",
          "[source]") {
  const TempDirectory directory;
  constexpr int kDirectories = 30;
  for (int from = 0; from < kDirectories; ++from) {
    const std::string name = "d" + std::to_string(from);
    directory.write(name + "/a.txt", "x");
    for (int to = 0; to < kDirectories; ++to) {
      std::filesystem::create_directory_symlink("../d" + std::to_string(to),
                                                directory.path() / name / ("to" + std::to_string(to)));
    }
  }
  // Each is entered by its own name and through one link.
  CHECK(walk_corpus({directory.path().string()}, following()).files.size() == 2 * kDirectories);
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
  directory.write("sub/.indexignore", "# no articles\nlabels.jsonl\n!/labels.jsonl\n");
  CHECK(walk(directory) == "a.txt labels.jsonl old/b.txt sub/c.txt sub/labels.jsonl");
  // The command line comes last, and so before all files.
  CHECK(walk(directory, {{"labels.jsonl", "!deep/labels.jsonl"}}) == "a.txt old/b.txt sub/c.txt");
  CHECK(walk(directory, {{"!labels.jsonl"}}) ==
        "a.txt labels.jsonl old/b.txt sub/c.txt sub/deep/labels.jsonl sub/labels.jsonl");
}

TEST_CASE("corpus_walker: an exclamation mark brings back what is left out by its name", "[source]") {
  const TempDirectory directory;
  for (const char* name :
       {".drafts/a.txt", ".b.txt", "table.csv", "Page.html", "Page_files/frame.html", "#c"})
    directory.write(name, "x");
  CHECK(walk(directory) == "#c Page.html");
  directory.write(".indexignore", "!.drafts/\n!*.csv\n!/Page_files/\n");
  CHECK(walk(directory, {{"#c"}}) == ".drafts/a.txt Page.html Page_files/frame.html table.csv");
}

TEST_CASE("corpus_walker: an ignore file that cannot be obeyed as a whole is reported", "[source]") {
  const TempDirectory directory;
  directory.write("a.txt", "x");
  directory.write("huge/.indexignore", std::string(1024 * 1024 + 1, '#'));
  directory.write("large/.indexignore", std::string(1024 * 1024 - 1, '#') + "\n");
  std::filesystem::create_directory(directory.path() / "odd");
  std::filesystem::create_directory(directory.path() / "odd/.indexignore");
  std::filesystem::create_symlink("/etc/passwd", directory.path() / ".indexignore");
  const WalkResult result = walk_corpus({directory.path().string()}, {});
  CHECK(ids(result) == "a.txt");
  CHECK(skips(directory, result) ==
        Strings{"outside-root .indexignore", "too-big huge/.indexignore", "unreadable odd/.indexignore"});
}

TEST_CASE("corpus_walker: of a Maildir what was delivered, with its folders", "[source]") {
  const TempDirectory directory;
  for (const char* name :
       {"Mail/cur/1700000000.M1P1.host:2,S", "Mail/new/1700000001.M1P1.mail.example.sh",
        "Mail/tmp/1700000002.M1P1.host", "Mail/dovecot-uidlist", "Mail/.Wire/cur/1.M1.host:2,",
        "Mail/.Wire/new/2.M1.host", "Mail/.Wire/tmp/3.M1.host", "Mail/.Wire/maildirfolder"})
    directory.write(name, "x");
  CHECK(walk(directory) ==
        "Mail/.Wire/cur/1.M1.host:2, Mail/.Wire/new/2.M1.host Mail/cur/1700000000.M1P1.host:2,S "
        "Mail/new/1700000001.M1P1.mail.example.sh");
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
  WalkOptions options;
  options.index_directory = (directory.path() / "idx").string();
  CHECK(walk(directory, options) == "a.txt");
}

TEST_CASE("corpus_walker: what Xapian keeps is no article, whose ever it is", "[source]") {
  const TempDirectory directory;
  for (const char* name : {"a.txt", "idx/XAPIANDB", "idx/gen-00000001/manifest.json", "idx/sub/b.txt",
                           "mail/xapian/iamglass", "mail/xapian/docdata.glass", "mail/c.txt"})
    directory.write(name, "x");
  const WalkResult result = walk_corpus({directory.path().string()}, {});
  CHECK(ids(result) == "a.txt mail/c.txt");
  CHECK(result.ignored == 2);
  CHECK(ids(walk_corpus({(directory.path() / "idx").string()}, {})).empty());
}

TEST_CASE("corpus_walker: times that 64 bits of nanoseconds do not hold", "[source]") {
  const TempDirectory directory;
  const auto set_time = [&](const char* name, std::int64_t seconds) {
    const timespec times[2] = {{seconds, 0}, {seconds, 0}};
    return ::utimensat(AT_FDCWD, directory.write(name, "x").c_str(), times, 0) == 0;
  };
  REQUIRE(set_time("epoch.txt", 0));
  REQUIRE(set_time("before.txt", -1));
  REQUIRE(set_time("far.txt", 15'000'000'000));  // the year 2445
  std::map<std::string, std::int64_t> modified;
  for (const SourceFile& file : walk_corpus({directory.path().string()}, {}).files)
    modified[file.id] = file.modified_ns;
  CHECK(modified["epoch.txt"] == 0);
  CHECK(modified["before.txt"] == -1'000'000'000);
  CHECK(modified["far.txt"] > 9'000'000'000'000'000'000);
}
