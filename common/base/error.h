// SPDX-License-Identifier: GPL-2.0-or-later
// The errors that stop a run. What a caller expects (an article that cannot be read, a value that is
// absent) is returned, not thrown. A message says who, where, what and why, in lower case and without a
// full stop; the hint, if any, says what to do. Messages may quote untrusted text: whoever prints one
// escapes it (common/cli/terminal.h).
#pragma once

#include <cerrno>
#include <stdexcept>
#include <string>
#include <utility>

namespace chokepoint {

class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& message, std::string hint = {})
      : std::runtime_error(message), hint_(std::move(hint)) {}
  const std::string& hint() const { return hint_; }

 private:
  std::string hint_;
};

// The command line, an option's value or a table is wrong.
class UsageError : public Error {
  using Error::Error;
};

// A query was rejected. `position` is the byte offset into the query where the fault begins.
class QueryError : public UsageError {
 public:
  QueryError(const std::string& message, std::size_t position, std::string hint = {})
      : UsageError(message, std::move(hint)), position_(position) {}
  std::size_t position() const { return position_; }

 private:
  std::size_t position_;
};

// Reading or writing failed: disk full, I/O error, a limit of the system.
class InputError : public Error {
  using Error::Error;
};

// Whether a system call failed for want of memory or descriptors, which says nothing of the file it was
// about.
inline bool is_shortage(int error) {
  return error == ENOMEM || error == EMFILE || error == ENFILE;
}

// The index is missing, foreign, of another format or damaged.
class IndexError : public Error {
  using Error::Error;
};

// A guard refused to publish (too much vanished, a root is missing).
class GuardError : public Error {
  using Error::Error;
};

// Another indexer holds the lock.
class LockedError : public Error {
  using Error::Error;
};

// The deadline of a search passed.
class DeadlineError : public Error {
  using Error::Error;
};

}  // namespace chokepoint
