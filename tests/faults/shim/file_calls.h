// SPDX-License-Identifier: GPL-2.0-or-later
// Stands between a program and the calls of the C library that change files, when a library made of
// file_calls.cc and a policy is preloaded. The policy sees each call before it is made, may have it fail, and
// learns how it ended.
//
// Only calls on files below the directory that the environment names in FILE_CALLS_BELOW are shown, so that
// reading articles, talking to terminals and starting converters go on undisturbed. A call is shown on the
// thread that makes it; a policy must be ready for several at once, must not throw, and had better not
// allocate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <sys/types.h>

namespace chokepoint::file_calls {

enum class Kind {
  kOpen,      // for writing; flags has O_CREAT, O_TRUNC, ...
  kWrite,     // size bytes of data at offset
  kCopy,      // up to size bytes at offset; what was written is to be read from the file
  kSync,      // of a file or a directory
  kTruncate,  // to size
  kAllocate,  // up to offset + size
  kRename,    // path to target
  kMakeDirectory,
  kRemove,  // a file, or with AT_REMOVEDIR in flags a directory
  kMode,    // permissions, owner or times
  kLink,    // target is another name of path, or a link to it
  kClose,   // of a file that was open for writing
};

const char* name_of(Kind kind);

struct Call {
  Kind kind;
  const char* function;          // as it was called: "pwrite64"
  std::string_view path;         // absolute; of a descriptor, what it was opened as or is called now
  std::string_view target = {};  // of a rename or a link
  const char* data = nullptr;
  std::size_t size = 0;
  std::int64_t offset = 0;
  int flags = 0;
};

// What is to become of a call: it is made, it fails with an error, or a write is made with fewer bytes.
struct Verdict {
  static constexpr std::size_t kWhole = SIZE_MAX;

  int error = 0;
  std::size_t size = kWhole;
};

// The policy. A failing call is not made, but for kClose, after which a descriptor is closed in any case.
Verdict before(const Call& call) noexcept;
// After a call that was made or that failed; result is what the function returns, errno is as it left it.
void after(const Call& call, ssize_t result) noexcept;

}  // namespace chokepoint::file_calls
