// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/durable_files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "common/base/error.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const std::string& doing, const fs::path& path) {
  throw InputError("cannot " + doing + " \"" + path.string() + "\": " + std::strerror(errno),
                   "check the disk and its free space, then run again");
}

UniqueFd open_or_fail(const fs::path& path, int flags) {
  UniqueFd fd(::open(path.c_str(), flags | O_CLOEXEC, 0666));
  if (!fd) fail((flags & O_CREAT) != 0 ? "write" : "open", path);
  return fd;
}

void sync(const UniqueFd& fd, const fs::path& path) {
  if (::fsync(fd.get()) != 0) fail("sync", path);
}

}  // namespace

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

void write_durably(const fs::path& path, std::string_view content) {
  const UniqueFd fd = open_or_fail(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
  if (!write_all(fd.get(), content)) fail("write", path);
  sync(fd, path);
}

void sync_file(const fs::path& path) {
  const UniqueFd fd = open_or_fail(path, O_RDONLY | O_NOFOLLOW);
  sync(fd, path);
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_DONTNEED);
}

void sync_directory(const fs::path& path) {
  sync(open_or_fail(path, O_RDONLY | O_DIRECTORY), path);
}

void rename_file(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail("rename", from);
}

}  // namespace chokepoint
