// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publisher.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStagingSuffix = ".tmp";

[[noreturn]] void fail(const std::string& doing, const fs::path& path) {
  throw InputError("cannot " + doing + " \"" + path.string() + "\": " + std::strerror(errno),
                   "the index is as it was before the run");
}

void sync(const fs::path& path, int flags) {
  const UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC));
  if (!fd) fail("open", path);
  if (::fsync(fd.get()) != 0) fail("sync", path);
}

void sync_directory(const fs::path& path) {
  sync(path, O_RDONLY | O_DIRECTORY);
}

void rename_over(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail("rename", from);
}

void write_synced(const fs::path& path, const std::string& content) {
  const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd) fail("write", path);
  for (std::string_view rest = content; !rest.empty();) {
    const ssize_t written = ::write(fd.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail("write", path);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(fd.get()) != 0) fail("sync", path);
}

// A process has one run, and a run one staging directory.
fs::path& current_staging() {
  static fs::path path;
  return path;
}

// The generation number of "gen-00000007" and of "gen-00000007.tmp".
std::optional<std::uint64_t> number_of(const std::string& name) {
  std::string_view stem = name;
  if (stem.ends_with(kStagingSuffix)) stem.remove_suffix(std::strlen(kStagingSuffix));
  return parse_generation_name(stem);
}

}  // namespace

Staging::Staging(fs::path db, std::uint64_t number, unsigned mode)
    : db_(std::move(db)),
      number_(number),
      directory_permissions_(static_cast<fs::perms>(mode | ((mode & 0444U) >> 2U))),
      directory_(db_ / (generation_name(number) + kStagingSuffix)) {
  std::error_code error;
  fs::remove_all(directory_, error);
  if (!fs::create_directory(directory_, error)) {
    throw InputError("cannot create \"" + directory_.string() + "\": " + error.message());
  }
  current_staging() = directory_;
}

Staging::~Staging() {
  // What cannot be removed now (memory may be what ran out), the next run's garbage collection removes.
  try {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
    if (is_placed_ && !is_current_) fs::remove_all(db_ / generation_name(number_), ignored);
    if (!is_current_) fs::remove(next_stub(), ignored);
  } catch (...) {
  }
}

void Staging::publish() {
  for (const auto& entry : fs::directory_iterator(database())) sync(entry.path(), O_RDONLY);
  // Xapian makes its directory for the owner to write; the index's directory may be older than --mode.
  fs::permissions(database(), directory_permissions_, fs::perm_options::add);
  std::error_code not_owner;
  fs::permissions(db_, directory_permissions_, fs::perm_options::add, not_owner);
  sync_directory(database());
  const fs::path generation = db_ / generation_name(number_);
  rename_over(database(), generation);
  is_placed_ = true;
  sync_directory(db_);
  write_synced(next_stub(), "auto " + generation_name(number_) + "\n");
  rename_over(next_stub(), db_ / kStubName);
  is_current_ = true;
  sync_directory(db_);
}

fs::path Staging::next_stub() const {
  return db_ / (std::string(kStubName) + kStagingSuffix);
}

void remove_current_staging() noexcept {
  // A writer that is still at work may make a file in a directory that was just found empty.
  constexpr int kTries = 3;
  try {
    std::error_code error;
    for (int i = 0; i < kTries && !current_staging().empty(); ++i) {
      fs::remove_all(current_staging(), error);
      if (!error) return;
    }
  } catch (...) {  // what is left, the next run removes
  }
}

std::uint64_t next_generation_number(const fs::path& db) {
  std::uint64_t highest = 0;
  for (const auto& entry : fs::directory_iterator(db)) {
    if (const auto number = number_of(entry.path().filename().string())) highest = std::max(highest, *number);
  }
  return highest + 1;
}

void collect_garbage(const fs::path& db, std::uint64_t current, std::size_t keep) {
  std::vector<std::uint64_t> older;
  std::vector<fs::path> doomed;
  for (const auto& entry : fs::directory_iterator(db)) {
    const std::string name = entry.path().filename().string();
    const auto number = number_of(name);
    const bool is_staging = name.ends_with(kStagingSuffix) && (number || name.starts_with(kStubName));
    if (is_staging) {
      doomed.push_back(entry.path());
    } else if (number && *number < current) {
      older.push_back(*number);
    } else if (number && *number > current) {
      doomed.push_back(entry.path());  // placed, but its run died before the stub named it
    }
  }
  std::sort(older.rbegin(), older.rend());
  for (std::size_t i = keep; i < older.size(); ++i) doomed.push_back(db / generation_name(older[i]));
  std::error_code ignored;
  for (const fs::path& path : doomed) fs::remove_all(path, ignored);
}

}  // namespace chokepoint
