// SPDX-License-Identifier: GPL-2.0-or-later
// Linked into every program of a build for coverage. gcov writes its counters when a program returns from
// main; ours also end by _exit (the deadline), by a signal that they raise (a closed pipe) and by becoming a
// converter.
#include <csignal>
#include <cstdlib>

#include <sys/syscall.h>
#include <unistd.h>

extern "C" {

void __gcov_dump();

void _exit(int status) {
  __gcov_dump();
  ::syscall(SYS_exit_group, status);
  __builtin_unreachable();
}

int raise(int signal) noexcept {
  __gcov_dump();
  return static_cast<int>(::syscall(SYS_tgkill, ::getpid(), ::syscall(SYS_gettid), signal));
}

// gcov puts this in the place of execve and would dump here, where the confined child may write no file.
int __gcov_execve(const char* path, char* const arguments[], char* const environment[]) {
  return static_cast<int>(::syscall(SYS_execve, path, arguments, environment));
}

}  // extern "C"

namespace {

// What gcov has to complain of, such as a limit on open files that a test has set, is not for the standard
// error stream, which tests compare.
[[gnu::constructor]] void complain_to_nobody() {
  ::setenv("GCOV_ERROR_FILE", "/dev/null", 0);
}

}  // namespace
