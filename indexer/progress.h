// SPDX-License-Identifier: GPL-2.0-or-later
// One line on standard error that says how far a run is; only on a terminal unless asked for.
#pragma once

#include <chrono>
#include <cstddef>

#include "common/cli/terminal.h"

namespace chokepoint {

class Progress {
 public:
  Progress(When when, bool is_quiet);

  // Whether somebody watches.
  bool is_on() const { return is_on_; }

  // `done` of `all` files are read. Writes at most ten times a second.
  void show(std::size_t done, std::size_t all);

  // Takes the line away again.
  void clear();

 private:
  bool is_on_;
  bool is_shown_ = false;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace chokepoint
