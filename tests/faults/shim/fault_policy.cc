// SPDX-License-Identifier: GPL-2.0-or-later
// A policy that numbers the calls from 1, and has one of them fail or be the last:
//
//   FAULT_LOG=FILE    a line for each call is appended: number, kind, function, path
//   FAULT_AT=N        what FAULT says happens at call N
//   FAULT=kill        SIGKILL before the call
//   FAULT=NUMBER      the call is not made and fails with this errno; a sync also loses what was written
//   FAULT=short       a write writes half of its bytes
//   FAULT_THEN=full   each later call fails, too, but those that need no space: removing and closing
//   FAULT_THEN=gone   each later call fails, too
//   FAULT_AGAIN=K     the K-th call after call N fails once more
#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/faults/shim/file_calls.h"

namespace chokepoint::file_calls {
namespace {

unsigned long number_in(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? 0 : std::strtoul(value, nullptr, 10);
}

bool is_set_to(const char* name, const char* wanted) {
  const char* value = std::getenv(name);
  return value != nullptr && std::strcmp(value, wanted) == 0;
}

struct Plan {
  unsigned long at = number_in("FAULT_AT");
  unsigned long again = number_in("FAULT_AGAIN");
  bool is_kill = is_set_to("FAULT", "kill");
  bool is_short = is_set_to("FAULT", "short");
  bool is_full = is_set_to("FAULT_THEN", "full");
  bool is_gone = is_set_to("FAULT_THEN", "gone");
  int error = static_cast<int>(number_in("FAULT"));
  const char* log = std::getenv("FAULT_LOG");
};

const Plan& plan() {
  static const Plan plan;
  return plan;
}

// By system calls, which nobody stands between.
void append_to_log(unsigned long number, const Call& call) {
  std::array<char, 4400> line{};
  const int length =
      std::snprintf(line.data(), line.size(), "%lu\t%s\t%s\t%.*s\n", number, name_of(call.kind),
                    call.function, static_cast<int>(call.path.size()), call.path.data());
  const long fd =
      ::syscall(SYS_openat, AT_FDCWD, plan().log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  ::syscall(SYS_write, fd, line.data(), std::min(static_cast<std::size_t>(length), line.size() - 1));
  ::syscall(SYS_close, fd);
}

// What the kernel could not write it drops, and the next sync succeeds. Here it is the first block of a file.
void lose(std::string_view path) {
  const std::string name(path);
  const int fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, name.c_str(), O_WRONLY | O_CLOEXEC));
  struct stat status {};
  if (fd >= 0 && ::fstat(fd, &status) == 0) {
    const std::array<char, 4096> nothing{};
    ::syscall(SYS_pwrite64, fd, nothing.data(),
              std::min(nothing.size(), static_cast<std::size_t>(status.st_size)), 0);
  }
  ::syscall(SYS_close, fd);
}

bool needs_space(Kind kind) {
  return kind != Kind::kRemove && kind != Kind::kClose;
}

bool is_hit(unsigned long number, Kind kind) {
  if (plan().at == 0 || number < plan().at) return false;
  if (number == plan().at) return true;
  if (plan().is_gone) return true;
  if (plan().is_full) return needs_space(kind);
  return plan().again != 0 && number == plan().at + plan().again;
}

}  // namespace

Verdict before(const Call& call) noexcept {
  static std::atomic<unsigned long> calls{0};
  const unsigned long number = ++calls;
  if (plan().log != nullptr) append_to_log(number, call);
  if (!is_hit(number, call.kind)) return {};
  if (plan().is_kill) ::raise(SIGKILL);
  if (plan().is_short) return {.error = 0, .size = call.size > 1 ? call.size / 2 : call.size};
  if (call.kind == Kind::kSync) lose(call.path);
  return {.error = plan().error};
}

void after(const Call& /*call*/, ssize_t /*result*/) noexcept {}

}  // namespace chokepoint::file_calls
