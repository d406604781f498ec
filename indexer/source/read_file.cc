// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/read_file.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/source/file_errors.h"
#include "indexer/source/open_without_links.h"

namespace chokepoint {
namespace {

constexpr std::size_t kFirstReadBytes = 64UL * 1024;

bool is_same_time(const timespec& a, const timespec& b) {
  return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

bool is_same_version(const struct stat& a, const struct stat& b) {
  return a.st_size == b.st_size && is_same_time(a.st_mtim, b.st_mtim) && is_same_time(a.st_ctim, b.st_ctim);
}

// Files in /proc have contents and the size 0.
bool is_complete(const std::string& content, const struct stat& info) {
  return info.st_size == 0 || content.size() == static_cast<std::uint64_t>(info.st_size);
}

// read(2), not mmap(2): a mapped file that shrinks kills the process. Reads one byte more than `max_bytes`
// at most. False after an error, errno says which.
bool read_to_end(int fd, std::uint64_t max_bytes, std::string& content) {
  content.clear();
  for (std::size_t step = kFirstReadBytes; content.size() <= max_bytes; step = content.size()) {
    const std::size_t before = content.size();
    const std::size_t wanted =
        std::min<std::uint64_t>(std::max(step, kFirstReadBytes), max_bytes + 1 - before);
    content.resize(before + wanted);
    ssize_t length = 0;
    do {
      length = ::read(fd, content.data() + before, wanted);
    } while (length < 0 && errno == EINTR);
    content.resize(before + static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
    if (length <= 0) return length == 0;
  }
  return true;
}

// `path` is where the bytes are, `shown` what a skip calls them.
std::variant<std::string, Skip> read_from(const std::string& path, const std::string& shown,
                                          std::uint64_t max_bytes) {
  const auto too_big = [&] {
    return Skip{shown, "too-big", "more than " + std::to_string(max_bytes) + " bytes (see --max-bytes)"};
  };
  for (int attempt = 0; attempt < 2; ++attempt) {
    const UniqueFd fd = open_without_links(path, O_RDONLY | O_NONBLOCK);
    struct stat before {};
    struct stat after {};
    if (!fd || ::fstat(fd.get(), &before) != 0) return skip_for_error(shown, errno);
    if (!S_ISREG(before.st_mode)) return Skip{shown, "not-regular", "not a regular file"};
    if (before.st_size > 0 && static_cast<std::uint64_t>(before.st_size) > max_bytes) return too_big();
    std::string content;
    if (!read_to_end(fd.get(), max_bytes, content)) return skip_for_error(shown, errno);
    if (content.size() > max_bytes) return too_big();
    if (::fstat(fd.get(), &after) == 0 && is_same_version(before, after) && is_complete(content, after))
      return content;
  }
  return Skip{shown, "changed", "the file changed while it was read, twice"};
}

}  // namespace

std::variant<std::string, Skip> read_file(const SourceFile& file, std::uint64_t max_bytes) {
  return read_from(file.target.empty() ? file.path : file.target, file.path, max_bytes);
}

std::variant<std::string, Skip> read_file(const std::string& path, std::uint64_t max_bytes) {
  return read_from(path, path, max_bytes);
}

}  // namespace chokepoint
