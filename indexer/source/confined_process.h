// SPDX-License-Identifier: GPL-2.0-or-later
// Runs an outside program on bytes that nobody trusts, and takes what it writes to standard output.
//
// The program gets the bytes as a sealed file on standard input, an environment of PATH and LANG alone, and
// "/" as its directory. It can read what its user can read; it cannot open a socket, write, create, rename or
// remove any file (/dev/null included), signal or trace another process, mount, or leave its session. Its
// time, memory and output are limited. When it ends, and when it is ended, so are all processes that it
// started.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct ProcessLimits {
  std::chrono::milliseconds time{30'000};                  // by the clock; of the processor, too
  std::uint64_t memory_bytes = 2ULL * 1024 * 1024 * 1024;  // of address space, each process
  std::size_t output_bytes = 64ULL * 1024 * 1024;
};

enum class ProcessEnd : std::uint8_t {
  kExited,     // `code` is its status
  kSignalled,  // `code` is the signal
  kTimedOut,
  kTooMuchOutput,
  kNotStarted,  // `code` is an errno
};

struct ProcessResult {
  ProcessEnd end = ProcessEnd::kNotStarted;
  int code = 0;
  std::string output;  // whatever came; worth something only after kExited with status 0
  std::string errors;  // the first 4 KiB that the program wrote to standard error; any bytes
};

// The file that `program` names: looked for in the confined PATH unless it has a slash. Nothing if there is
// none that may be executed.
std::optional<std::string> find_program(const std::string& program);

// Runs `path` with the arguments `words`, of which the first is the name that the program sees. Any number of
// threads may run processes at once. Throws Interrupted (interrupt.h) after the processes are gone, and
// InputError if the system has no memory or descriptors left.
ProcessResult run_confined(const std::string& path, const std::vector<std::string>& words,
                           std::string_view input, const ProcessLimits& limits);

}  // namespace chokepoint
