// SPDX-License-Identifier: GPL-2.0-or-later
// What a program says about itself, on standard error, a line each: "searcher: cannot open …". The text is
// escaped here, so callers pass it as it is. Write errors are ignored: there is nobody left to tell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/base/error.h"
#include "common/cli/exit_status.h"

namespace chokepoint {

class Diagnostics {
 public:
  // `program` must outlive the object.
  explicit Diagnostics(std::string_view program) : program_(program) {}

  // `quote` are lines that show what the message speaks of; they and the hint come after it.
  void error(std::string_view message, std::string_view hint = {},
             const std::vector<std::string>& quote = {}) const;
  void warning(std::string_view message) const;
  void note(std::string_view message) const;

  // Says what stopped the run.
  void error(const Error& error) const;

 private:
  std::string_view program_;
};

// The status that a kind of error ends a program with.
ExitStatus exit_status_of(const Error& error);

// Opens /dev/null on those of the descriptors 0, 1 and 2 that are closed, so that no file that is opened
// later becomes standard output by accident. Call first in main. Returns whether standard output was open.
bool reserve_standard_streams();

}  // namespace chokepoint
