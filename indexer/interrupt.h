// SPDX-License-Identifier: GPL-2.0-or-later
// SIGINT, SIGTERM and SIGHUP ask a run to stop: nothing is published, what was staged is removed, and the
// program ends with 128 + the signal's number.
#pragma once

#include <exception>

namespace chokepoint {

// Thrown by check_interrupt(). No Error: nothing went wrong.
class Interrupted : public std::exception {
 public:
  explicit Interrupted(int signal) : signal_(signal) {}
  int signal() const { return signal_; }
  const char* what() const noexcept override { return "interrupted"; }

 private:
  int signal_;
};

// Installs the handlers; SIGXFSZ is ignored, so that a file size limit is an error and not a death.
void install_signal_handlers();

// Throws Interrupted once a signal has come. Cheap; any thread may call it.
void check_interrupt();

}  // namespace chokepoint
