// SPDX-License-Identifier: GPL-2.0-or-later
// SIGINT, SIGTERM and SIGHUP ask a run to stop: nothing is published, what was staged is removed, and the
// program ends with 128 + the signal's number. The run looks for a signal wherever it does a piece of work.
// Xapian does not while it merges or checks a large database, so an InterruptWatch ends a run that has not
// stopped by itself.
#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <thread>

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

// Installs the handlers, with no signal received yet; SIGXFSZ is ignored, so that a file size limit is an
// error and not a death.
void install_signal_handlers();

// Throws Interrupted once a signal has come. Cheap; any thread may call it.
void check_interrupt();

// The last look for a signal before a generation becomes current: one that comes later is too late, and the
// run ends as if it had not come.
void pass_point_of_no_return();

// While it lives, a signal that has not ended the run within `grace` has `end` called, on a thread of its
// own, with its number; `end` must not return. One at a time.
class InterruptWatch {
 public:
  InterruptWatch(std::chrono::milliseconds grace, std::function<void(int signal)> end);
  ~InterruptWatch();
  InterruptWatch(const InterruptWatch&) = delete;
  InterruptWatch& operator=(const InterruptWatch&) = delete;

 private:
  void wait(std::chrono::milliseconds grace, const std::function<void(int)>& end);

  std::thread thread_;
};

}  // namespace chokepoint
