// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/faults/shim/file_calls.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

// The functions defined here have the C library's names, declared with its attributes, and some are its own
// inventions for large files and for checked builds.
namespace chokepoint::file_calls {
namespace {

// The function of this name that comes after ours.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

// A path in memory of its own. Nothing here allocates: the program may be out of memory, or in a destructor.
class Path {
 public:
  Path() = default;
  explicit Path(int fd) { append_descriptor(fd); }
  Path(int directory, const char* name) {
    if (name == nullptr) return;
    if (*name != '/') {
      if (directory != AT_FDCWD) {
        append_descriptor(directory);
      } else if (::getcwd(bytes_.data(), bytes_.size()) != nullptr) {
        size_ = std::strlen(bytes_.data());
      }
      append("/");
    }
    append(name);
  }

  std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  void append(std::string_view more) {
    more = more.substr(0, bytes_.size() - size_);
    std::copy(more.begin(), more.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += more.size();
  }

  void append_descriptor(int fd) {
    std::array<char, 40> link{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", fd);
    const ssize_t length = ::readlink(link.data(), bytes_.data(), bytes_.size());
    size_ = length > 0 ? static_cast<std::size_t>(length) : 0;
  }

  std::array<char, PATH_MAX> bytes_{};
  std::size_t size_ = 0;
};

bool is_below(std::string_view path) {
  static const char* const directory = std::getenv("FILE_CALLS_BELOW");
  if (directory == nullptr) return false;
  const std::string_view above = directory;
  return path.starts_with(above) && (path.size() == above.size() || path[above.size()] == '/');
}

bool is_for_writing(int flags) {
  return (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC)) != 0;
}

// Shows a call to the policy and makes it. `make` gets the number of bytes that may be written.
template <typename Make>
auto show(const Call& call, Make make) -> decltype(make(std::size_t{})) {
  using Result = decltype(make(std::size_t{}));
  const int errno_before = errno;
  if (!is_below(call.path) && !is_below(call.target)) {
    errno = errno_before;
    return make(call.size);
  }
  const Verdict verdict = before(call);
  errno = errno_before;
  Result result{};
  if (verdict.error == 0) {
    result = make(std::min(verdict.size, call.size));
  } else {
    if (call.kind == Kind::kClose) make(call.size);
    errno = verdict.error;
    if constexpr (!std::is_pointer_v<Result>) result = -1;
  }
  const int errno_after = errno;
  if constexpr (std::is_pointer_v<Result>) {
    after(call, result == nullptr ? -1 : 0);
  } else {
    after(call, static_cast<ssize_t>(result));
  }
  errno = errno_after;
  return result;
}

std::int64_t position_of(int fd) {
  const int errno_before = errno;
  const off_t position = ::lseek(fd, 0, SEEK_CUR);
  errno = errno_before;
  return position;
}

int open_shown(const char* function, int directory, const char* name, int flags, mode_t mode) {
  using Open = int(int, const char*, int, ...);
  static Open* const real = next<Open>("openat64");
  if (!is_for_writing(flags)) return real(directory, name, flags, mode);
  const Path path(directory, name);
  return show({.kind = Kind::kOpen, .function = function, .path = path.text(), .flags = flags},
              [&](std::size_t) { return real(directory, name, flags, mode); });
}

mode_t mode_of(int flags, va_list& rest) {
  return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0;
}

ssize_t write_shown(const char* function, int fd, const void* data, std::size_t size) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
  const Path path(fd);
  return show({.kind = Kind::kWrite,
               .function = function,
               .path = path.text(),
               .data = static_cast<const char*>(data),
               .size = size,
               .offset = position_of(fd)},
              [&](std::size_t allowed) { return real(fd, data, allowed); });
}

ssize_t pwrite_shown(const char* function, int fd, const void* data, std::size_t size, off_t offset) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t, off_t)>("pwrite64");
  const Path path(fd);
  return show({.kind = Kind::kWrite,
               .function = function,
               .path = path.text(),
               .data = static_cast<const char*>(data),
               .size = size,
               .offset = offset},
              [&](std::size_t allowed) { return real(fd, data, allowed, offset); });
}

FILE* fopen_shown(const char* function, const char* name, const char* mode) {
  static auto* const real = next<FILE*(const char*, const char*)>("fopen64");
  if (std::strpbrk(mode, "wa+") == nullptr) return real(name, mode);
  const Path path(AT_FDCWD, name);
  const int flags = O_RDWR | (*mode == 'r' ? 0 : O_CREAT) | (*mode == 'w' ? O_TRUNC : 0);
  return show({.kind = Kind::kOpen, .function = function, .path = path.text(), .flags = flags},
              [&](std::size_t) { return real(name, mode); });
}

bool is_open_for_writing(int fd) {
  const int flags = ::fcntl(fd, F_GETFL);
  return flags >= 0 && (flags & O_ACCMODE) != O_RDONLY;
}

}  // namespace

const char* name_of(Kind kind) {
  constexpr std::array kNames = {"open",   "write",     "copy",   "sync", "truncate", "allocate",
                                 "rename", "directory", "remove", "mode", "link",     "close"};
  return kNames.at(static_cast<std::size_t>(kind));
}

}  // namespace chokepoint::file_calls

using namespace chokepoint::file_calls;

extern "C" {

// --- opening ---

int open(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_shown("open", AT_FDCWD, name, flags, mode);
}

int open64(const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_shown("open64", AT_FDCWD, name, flags, mode);
}

int openat(int directory, const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_shown("openat", directory, name, flags, mode);
}

int openat64(int directory, const char* name, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_of(flags, rest);
  va_end(rest);
  return open_shown("openat64", directory, name, flags, mode);
}

// What the functions above become with _FORTIFY_SOURCE where no mode is given.
int __open_2(const char* name, int flags) {
  return open_shown("open", AT_FDCWD, name, flags, 0);
}
int __open64_2(const char* name, int flags) {
  return open_shown("open64", AT_FDCWD, name, flags, 0);
}
int __openat_2(int directory, const char* name, int flags) {
  return open_shown("openat", directory, name, flags, 0);
}
int __openat64_2(int directory, const char* name, int flags) {
  return open_shown("openat64", directory, name, flags, 0);
}

int creat(const char* name, mode_t mode) {
  return open_shown("creat", AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int creat64(const char* name, mode_t mode) {
  return open_shown("creat64", AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

// Streams of the C++ library open and close by these two, and write by write and writev.
FILE* fopen(const char* name, const char* mode) {
  return fopen_shown("fopen", name, mode);
}
FILE* fopen64(const char* name, const char* mode) {
  return fopen_shown("fopen64", name, mode);
}

// --- writing ---

ssize_t write(int fd, const void* data, size_t size) {
  return write_shown("write", fd, data, size);
}

ssize_t pwrite(int fd, const void* data, size_t size, off_t offset) {
  return pwrite_shown("pwrite", fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void* data, size_t size, off64_t offset) {
  return pwrite_shown("pwrite64", fd, data, size, offset);
}

// Shown as the write of its first part that is not empty, when it goes below the directory: callers must be
// ready for that.
ssize_t writev(int fd, const iovec* parts, int count) {
  static auto* const real = next<ssize_t(int, const iovec*, int)>("writev");
  const Path path(fd);
  if (!is_below(path.text())) return real(fd, parts, count);
  for (int i = 0; i < count; ++i) {
    if (parts[i].iov_len > 0) return write_shown("writev", fd, parts[i].iov_base, parts[i].iov_len);
  }
  return 0;
}

ssize_t copy_file_range(int from, off64_t* from_offset, int to, off64_t* to_offset, size_t size,
                        unsigned flags) {
  static auto* const real = next<ssize_t(int, off64_t*, int, off64_t*, size_t, unsigned)>("copy_file_range");
  const Path path(to);
  return show({.kind = Kind::kCopy,
               .function = "copy_file_range",
               .path = path.text(),
               .size = size,
               .offset = to_offset != nullptr ? *to_offset : position_of(to)},
              [&](std::size_t allowed) { return real(from, from_offset, to, to_offset, allowed, flags); });
}

int ftruncate(int fd, off_t size) {
  static auto* const real = next<int(int, off_t)>("ftruncate64");
  const Path path(fd);
  return show({.kind = Kind::kTruncate,
               .function = "ftruncate",
               .path = path.text(),
               .size = static_cast<std::size_t>(size)},
              [&](std::size_t) { return real(fd, size); });
}

int ftruncate64(int fd, off64_t size) {
  return ftruncate(fd, size);
}

int truncate(const char* name, off_t size) {
  static auto* const real = next<int(const char*, off_t)>("truncate64");
  const Path path(AT_FDCWD, name);
  return show({.kind = Kind::kTruncate,
               .function = "truncate",
               .path = path.text(),
               .size = static_cast<std::size_t>(size)},
              [&](std::size_t) { return real(name, size); });
}

int truncate64(const char* name, off64_t size) {
  return truncate(name, size);
}

int fallocate(int fd, int mode, off_t offset, off_t size) {
  static auto* const real = next<int(int, int, off_t, off_t)>("fallocate64");
  const Path path(fd);
  return show({.kind = Kind::kAllocate,
               .function = "fallocate",
               .path = path.text(),
               .size = static_cast<std::size_t>(size),
               .offset = offset},
              [&](std::size_t) { return real(fd, mode, offset, size); });
}

int fallocate64(int fd, int mode, off64_t offset, off64_t size) {
  return fallocate(fd, mode, offset, size);
}

// Returns its error rather than setting errno.
int posix_fallocate(int fd, off_t offset, off_t size) {
  static auto* const real = next<int(int, off_t, off_t)>("posix_fallocate64");
  const Path path(fd);
  int error = 0;
  const int result = show({.kind = Kind::kAllocate,
                           .function = "posix_fallocate",
                           .path = path.text(),
                           .size = static_cast<std::size_t>(size),
                           .offset = offset},
                          [&](std::size_t) {
                            error = real(fd, offset, size);
                            return error == 0 ? 0 : -1;
                          });
  if (result == 0) return 0;
  return error != 0 ? error : errno;
}

int posix_fallocate64(int fd, off64_t offset, off64_t size) {
  return posix_fallocate(fd, offset, size);
}

int ioctl(int fd, unsigned long request, ...) noexcept {
  static auto* const real = next<int(int, unsigned long, void*)>("ioctl");
  va_list rest;
  va_start(rest, request);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  if (request != FICLONE && request != FICLONERANGE) return real(fd, request, argument);
  const Path path(fd);
  return show({.kind = Kind::kCopy, .function = "ioctl", .path = path.text()},
              [&](std::size_t) { return real(fd, request, argument); });
}

// --- making it last ---

int fsync(int fd) {
  static auto* const real = next<int(int)>("fsync");
  const Path path(fd);
  return show({.kind = Kind::kSync, .function = "fsync", .path = path.text()},
              [&](std::size_t) { return real(fd); });
}

int fdatasync(int fd) {
  static auto* const real = next<int(int)>("fdatasync");
  const Path path(fd);
  return show({.kind = Kind::kSync, .function = "fdatasync", .path = path.text()},
              [&](std::size_t) { return real(fd); });
}

int syncfs(int fd) noexcept {
  static auto* const real = next<int(int)>("syncfs");
  const Path path(fd);
  return show({.kind = Kind::kSync, .function = "syncfs", .path = path.text()},
              [&](std::size_t) { return real(fd); });
}

int close(int fd) {
  static auto* const real = next<int(int)>("close");
  const int errno_before = errno;
  const bool is_written = is_open_for_writing(fd);
  errno = errno_before;
  if (!is_written) return real(fd);
  const Path path(fd);
  return show({.kind = Kind::kClose, .function = "close", .path = path.text()},
              [&](std::size_t) { return real(fd); });
}

int fclose(FILE* file) {
  static auto* const real = next<int(FILE*)>("fclose");
  const int fd = ::fileno(file);
  if (!is_open_for_writing(fd)) return real(file);
  const Path path(fd);
  return show({.kind = Kind::kClose, .function = "fclose", .path = path.text()},
              [&](std::size_t) { return real(file); });
}

// --- names ---

int renameat2(int from_directory, const char* from, int to_directory, const char* to,
              unsigned flags) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*, unsigned)>("renameat2");
  const Path path(from_directory, from);
  const Path target(to_directory, to);
  return show({.kind = Kind::kRename,
               .function = "rename",
               .path = path.text(),
               .target = target.text(),
               .flags = static_cast<int>(flags)},
              [&](std::size_t) { return real(from_directory, from, to_directory, to, flags); });
}

int rename(const char* from, const char* to) noexcept {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_directory, const char* from, int to_directory, const char* to) noexcept {
  return renameat2(from_directory, from, to_directory, to, 0);
}

int linkat(int from_directory, const char* from, int to_directory, const char* to, int flags) noexcept {
  static auto* const real = next<int(int, const char*, int, const char*, int)>("linkat");
  const Path path(from_directory, from);
  const Path target(to_directory, to);
  return show(
      {.kind = Kind::kLink, .function = "link", .path = path.text(), .target = target.text(), .flags = flags},
      [&](std::size_t) { return real(from_directory, from, to_directory, to, flags); });
}

int link(const char* from, const char* to) noexcept {
  return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlinkat(const char* from, int directory, const char* to) noexcept {
  static auto* const real = next<int(const char*, int, const char*)>("symlinkat");
  const Path target(directory, to);
  return show({.kind = Kind::kLink, .function = "symlink", .path = from, .target = target.text()},
              [&](std::size_t) { return real(from, directory, to); });
}

int symlink(const char* from, const char* to) noexcept {
  return symlinkat(from, AT_FDCWD, to);
}

int mkdirat(int directory, const char* name, mode_t mode) noexcept {
  static auto* const real = next<int(int, const char*, mode_t)>("mkdirat");
  const Path path(directory, name);
  return show({.kind = Kind::kMakeDirectory, .function = "mkdir", .path = path.text()},
              [&](std::size_t) { return real(directory, name, mode); });
}

int mkdir(const char* name, mode_t mode) noexcept {
  return mkdirat(AT_FDCWD, name, mode);
}

int unlinkat(int directory, const char* name, int flags) noexcept {
  static auto* const real = next<int(int, const char*, int)>("unlinkat");
  const Path path(directory, name);
  return show({.kind = Kind::kRemove, .function = "unlink", .path = path.text(), .flags = flags},
              [&](std::size_t) { return real(directory, name, flags); });
}

int unlink(const char* name) noexcept {
  return unlinkat(AT_FDCWD, name, 0);
}
int rmdir(const char* name) noexcept {
  return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

// Removes a file or an empty directory.
int remove(const char* name) noexcept {
  if (unlink(name) == 0) return 0;
  return errno == EISDIR || errno == EPERM ? rmdir(name) : -1;
}

// --- permissions and times ---

int fchmodat(int directory, const char* name, mode_t mode, int flags) noexcept {
  static auto* const real = next<int(int, const char*, mode_t, int)>("fchmodat");
  const Path path(directory, name);
  return show({.kind = Kind::kMode, .function = "chmod", .path = path.text()},
              [&](std::size_t) { return real(directory, name, mode, flags); });
}

int chmod(const char* name, mode_t mode) noexcept {
  return fchmodat(AT_FDCWD, name, mode, 0);
}

int fchmod(int fd, mode_t mode) noexcept {
  static auto* const real = next<int(int, mode_t)>("fchmod");
  const Path path(fd);
  return show({.kind = Kind::kMode, .function = "fchmod", .path = path.text()},
              [&](std::size_t) { return real(fd, mode); });
}

}  // extern "C"
