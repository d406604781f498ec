// SPDX-License-Identifier: GPL-2.0-or-later
// What a confined process may not do, as the kernel enforces it: a seccomp filter of system calls, and, where
// the kernel lets us, a network and user namespace without anything in them.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include <linux/filter.h>

namespace chokepoint {

// What enter_jail() needs, prepared before the fork: a child of a program with threads may not allocate.
class ProcessJail {
 public:
  // Throws InputError if the kernel has no seccomp.
  ProcessJail();

  // Confines the calling process, for good. Async-signal-safe. False, with errno, if it is not confined.
  bool enter(std::chrono::milliseconds processor_time, std::uint64_t memory_bytes) const;

 private:
  std::vector<sock_filter> filter_;
};

}  // namespace chokepoint
