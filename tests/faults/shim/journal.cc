// SPDX-License-Identifier: GPL-2.0-or-later
// A policy that lets each call be made, and writes down those that did something:
//
//   FILE_JOURNAL=FILE  is appended, for each call, a line of what Call has, with tabs between:
//                      kind, function, flags, offset, size, path, target
//                      and behind it, for a write or a copy, the `size` bytes that were written
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/faults/shim/file_calls.h"

namespace chokepoint::file_calls {
namespace {

// By system calls, which nobody stands between.
int open_raw(const char* path, int flags) {
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0666));
}

int journal() {
  static const int fd = [] {
    const char* path = std::getenv("FILE_JOURNAL");
    return path == nullptr ? -1 : open_raw(path, O_WRONLY | O_CREAT | O_APPEND);
  }();
  return fd;
}

// What a copy wrote, as the file has it now: `size` bytes, or all of a file that was cloned.
std::string copied(const Call& call, std::size_t size) {
  const int fd = open_raw(std::string(call.path).c_str(), O_RDONLY);
  struct stat info {};
  if (std::string_view(call.function) == "ioctl" && ::fstat(fd, &info) == 0)
    size = static_cast<std::size_t>(info.st_size);
  std::string bytes(size, '\0');
  const ssize_t length = ::pread(fd, bytes.data(), bytes.size(), call.offset);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  ::syscall(SYS_close, fd);
  return bytes;
}

// In one call, so that the lines of threads do not mix.
void append(const Call& call, std::string_view bytes) {
  const bool has_bytes = call.kind == Kind::kWrite || call.kind == Kind::kCopy;
  std::string line = std::string(name_of(call.kind)) + '\t' + call.function + '\t' +
                     std::to_string(call.flags) + '\t' + std::to_string(call.offset) + '\t' +
                     std::to_string(has_bytes ? bytes.size() : call.size) + '\t' + std::string(call.path) +
                     '\t' + std::string(call.target) + '\n';
  std::array<iovec, 2> parts = {iovec{line.data(), line.size()},
                                iovec{const_cast<char*>(bytes.data()), bytes.size()}};
  if (::syscall(SYS_writev, journal(), parts.data(), parts.size()) < 0) std::abort();
}

}  // namespace

Verdict before(const Call& /*call*/) noexcept {
  return {};
}

void after(const Call& call, ssize_t result) noexcept {
  if (result < 0 || journal() < 0) return;
  if (call.kind == Kind::kWrite) {
    append(call, {call.data, static_cast<std::size_t>(result)});
  } else if (call.kind == Kind::kCopy) {
    append(call, copied(call, static_cast<std::size_t>(result)));
  } else {
    append(call, {});
  }
}

}  // namespace chokepoint::file_calls
