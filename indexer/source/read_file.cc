// SPDX-License-Identifier: GPL-2.0-or-later
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>

#include "common/base/error.h"
#include "indexer/source/article_reader.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

constexpr std::size_t kReadBytes = 256 * 1024;

bool is_same_version(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && a.st_mtim.tv_sec == b.st_mtim.tv_sec &&
         a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

// Out of descriptors or memory is the system's fault, not the file's: skipping would empty the index.
[[noreturn]] void fail_run(const std::string& path) {
  throw InputError("cannot open \"" + path + "\": " + std::strerror(errno),
                   "raise the limit (ulimit -n) and run again");
}

// read(2), not mmap(2): a mapped file that shrinks kills the process.
bool read_to_end(int fd, std::uint64_t max_bytes, std::string& content) {
  content.clear();
  for (;;) {
    const std::size_t before = content.size();
    content.resize(before + kReadBytes);
    const ssize_t length = ::read(fd, content.data() + before, kReadBytes);
    if (length < 0 && errno == EINTR) {
      content.resize(before);
      continue;
    }
    if (length < 0) return false;
    content.resize(before + static_cast<std::size_t>(length));
    if (length == 0 || content.size() > max_bytes) return true;
  }
}

}  // namespace

std::variant<std::string, Skip> read_file(const std::string& path, std::uint64_t max_bytes) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    const UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!fd) {
      if (errno == EMFILE || errno == ENFILE || errno == ENOMEM) fail_run(path);
      return Skip{path, "unreadable", std::strerror(errno)};
    }
    struct stat before {};
    struct stat after {};
    if (::fstat(fd.get(), &before) != 0) return Skip{path, "unreadable", std::strerror(errno)};
    if (!S_ISREG(before.st_mode)) return Skip{path, "not-regular", "not a regular file"};
    std::string content;
    if (!read_to_end(fd.get(), max_bytes, content)) return Skip{path, "unreadable", std::strerror(errno)};
    if (content.size() > max_bytes) {
      return Skip{path, "too-big", "more than " + std::to_string(max_bytes) + " bytes (see --max-bytes)"};
    }
    if (::fstat(fd.get(), &after) == 0 && is_same_version(before, after)) return content;
  }
  return Skip{path, "changed", "the file changed while it was read, twice"};
}

}  // namespace chokepoint
