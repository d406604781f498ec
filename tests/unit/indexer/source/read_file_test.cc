// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/read_file.h"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/open_without_links.h"
#include "tests/support/temp_directory.h"

using namespace chokepoint;

namespace {

constexpr std::uint64_t kMaxBytes = 20ULL * 1024 * 1024;

// What was read, or "skip: REASON".
std::string read(const std::filesystem::path& path, std::uint64_t max_bytes = kMaxBytes) {
  const auto content = read_file(path.string(), max_bytes);
  const auto* bytes = std::get_if<std::string>(&content);
  return bytes == nullptr ? "skip: " + std::get<Skip>(content).reason : *bytes;
}

// Does something over and over, beside the test, for as long as it lives.
class Meanwhile {
 public:
  template <typename Action>
  explicit Meanwhile(Action action)
      : thread_([this, action] {
          while (!is_over_) {
            action();
            has_begun_ = true;
          }
        }) {
    while (!has_begun_) std::this_thread::yield();
  }
  ~Meanwhile() {
    is_over_ = true;
    thread_.join();
  }

 private:
  std::atomic<bool> is_over_{false};
  std::atomic<bool> has_begun_{false};
  std::thread thread_;
};

}  // namespace

TEST_CASE("read_file: the bytes as they are, up to the limit", "[source]") {
  const TempDirectory directory;
  const std::string bytes("a\0b\xFF\r\n", 6);
  CHECK(read(directory.write("bytes", bytes)) == bytes);
  CHECK(read(directory.write("empty", "")).empty());
  const auto exact = directory.write("exact", std::string(1000, 'x'));
  CHECK(read(exact, 1000) == std::string(1000, 'x'));
  CHECK(read(exact, 999) == "skip: too-big");
  const std::string large(3 * 1024 * 1024 + 7, 'y');
  CHECK(read(directory.write("large", large)) == large);
}

TEST_CASE("read_file: what cannot be read says why", "[source]") {
  const TempDirectory directory;
  REQUIRE(::mkfifo((directory.path() / "pipe").c_str(), 0600) == 0);
  std::filesystem::create_symlink(directory.write("a", "x"), directory.path() / "link");
  CHECK(read(directory.path() / "pipe") == "skip: not-regular");
  CHECK(read(directory.path()) == "skip: not-regular");
  CHECK(read("/dev/zero") == "skip: not-regular");
  CHECK(read(directory.path() / "gone") == "skip: vanished");
  CHECK(read(directory.path() / "a" / "b") == "skip: vanished");
  CHECK(read(directory.path() / "link") == "skip: outside-root");
  // A process's memory has no page at 0, which is a regular file's way to fail with EIO.
  CHECK(read("/proc/" + std::to_string(::getpid()) + "/mem") == "skip: eio");
}

TEST_CASE("read_file: the size that a file claims is not believed", "[source]") {
  const TempDirectory directory;
  const auto sparse = directory.write("sparse", "");
  std::filesystem::resize_file(sparse, 1ULL << 40U);
  CHECK(read(sparse) == "skip: too-big");
  CHECK(read("/proc/" + std::to_string(::getpid()) + "/status").starts_with("Name:"));  // of size 0
}

TEST_CASE("read_file: never half of a file that others write to", "[source]") {
  const TempDirectory directory;
  const std::string full(4 * 1024 * 1024, 'x');
  const auto path = directory.write("growing", full);
  const Meanwhile writer([&] {
    if (::truncate(path.c_str(), 4 * 1024 * 1024 + 1) != 0) std::abort();
    if (::truncate(path.c_str(), 4 * 1024 * 1024) != 0) std::abort();
  });
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  bool was_caught = false;
  while (!was_caught && std::chrono::steady_clock::now() < deadline) {
    const std::string content = read(path);
    was_caught = content == "skip: changed";
    const bool is_a_version = content == full || content == full + '\0';
    CHECK((was_caught || is_a_version));
  }
  CHECK(was_caught);
}

TEST_CASE("read_file: a file that shrinks while it is read harms nobody", "[source]") {
  const TempDirectory directory;
  const std::string full(4 * 1024 * 1024, 'x');
  const auto path = directory.write("shrinking", full);
  const Meanwhile writer([&] {
    if (::truncate(path.c_str(), 0) != 0) std::abort();
    std::ofstream(path, std::ios::binary) << full;
  });
  for (int i = 0; i < 50; ++i) {
    const std::string content = read(path);
    // What the writer had written when the file was opened, unless it was caught writing.
    const bool has_only_x = content.find_first_not_of('x') == std::string::npos;
    CHECK((has_only_x || content == "skip: changed"));
  }
}

TEST_CASE("read_file: a directory that becomes a link leads nowhere else", "[source]") {
  const TempDirectory root;
  const TempDirectory outside;
  root.write("press/a.txt", "inside");
  outside.write("a.txt", "outside");
  const auto press = root.path() / "press";
  const auto aside = root.path() / "aside";
  const Meanwhile swapper([&] {
    std::filesystem::rename(press, aside);
    std::filesystem::create_directory_symlink(outside.path(), press);
    std::filesystem::remove(press);
    std::filesystem::rename(aside, press);
  });
  for (int i = 0; i < 20000; ++i) {
    const std::string content = read(press / "a.txt");
    if (content != "inside" && content != "skip: outside-root") REQUIRE(content == "skip: vanished");
  }
}

TEST_CASE("open_without_links: paths longer than PATH_MAX", "[source]") {
  const TempDirectory directory;
  std::string path = directory.path().string();
  UniqueFd fd = open_without_links(path, O_RDONLY | O_DIRECTORY);
  const std::string name(250, 'd');
  for (int i = 0; i < 20; ++i) {
    REQUIRE(::mkdirat(fd.get(), name.c_str(), 0700) == 0);
    fd = open_child(fd.get(), name.c_str(), O_RDONLY | O_DIRECTORY);
    REQUIRE(fd);
    path += "/" + name;
  }
  const UniqueFd file(::openat(fd.get(), "a", O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  REQUIRE(::write(file.get(), "deep", 4) == 4);
  REQUIRE(path.size() > 4096);
  CHECK(read(path + "/a") == "deep");
  CHECK(open_without_links("/", O_RDONLY | O_DIRECTORY));
  CHECK(open_without_links("//tmp//", O_RDONLY | O_DIRECTORY));
}
