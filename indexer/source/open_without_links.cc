// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/open_without_links.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace chokepoint {
namespace {

bool is_link(int directory_fd, const char* name) {
  struct stat info {};
  return ::fstatat(directory_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(info.st_mode);
}

}  // namespace

UniqueFd open_child(int directory_fd, const char* name, int flags) {
  UniqueFd fd(::openat(directory_fd, name, flags | O_NOFOLLOW | O_CLOEXEC));
  if (!fd && errno == ENOTDIR) errno = is_link(directory_fd, name) ? ELOOP : ENOTDIR;
  return fd;
}

// openat2(2) with RESOLVE_NO_SYMLINKS does this in one call, but not in older kernels and containers, nor
// beyond PATH_MAX; the walk is cheap against reading an article.
UniqueFd open_without_links(const std::string& path, int flags) {
  UniqueFd directory(::open("/", O_PATH | O_DIRECTORY | O_CLOEXEC));
  std::size_t begin = path.find_first_not_of('/');
  if (begin == std::string::npos) return open_child(directory.get(), ".", flags);
  while (directory) {
    const std::size_t end = path.find('/', begin);
    const std::string name = path.substr(begin, end - begin);
    begin = end == std::string::npos ? end : path.find_first_not_of('/', end);
    if (begin == std::string::npos) return open_child(directory.get(), name.c_str(), flags);
    directory = open_child(directory.get(), name.c_str(), O_PATH | O_DIRECTORY);
  }
  return directory;
}

}  // namespace chokepoint
