// SPDX-License-Identifier: GPL-2.0-or-later
// What changes a whole process (signals, limits, its end) is tried in a child of the test's own.
#pragma once

#include <functional>
#include <stdexcept>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace chokepoint {

// The status, as wait(2) has it, of a child that ends with what `work` returns; 99 if it throws.
inline int wait_status_of(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    try {
      ::_exit(work());
    } catch (...) {
      ::_exit(99);
    }
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
  }
  return status;
}

// Its exit status; -1 if a signal ended it.
inline int exit_status_of(const std::function<int()>& work) {
  const int status = wait_status_of(work);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// For a child: it can open no file any more.
inline void use_up_descriptors() {
  while (::open("/dev/null", O_RDONLY | O_CLOEXEC) >= 0) {
  }
}

inline void limit_this_process(__rlimit_resource resource, rlim_t most) {
  const struct rlimit limit { most, most };
  if (::setrlimit(resource, &limit) != 0) throw std::runtime_error("cannot set a limit");
}

}  // namespace chokepoint
