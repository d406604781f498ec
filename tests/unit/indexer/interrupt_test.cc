// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/interrupt.h"

#include <chrono>
#include <csignal>
#include <functional>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

namespace chokepoint {
namespace {

using namespace std::chrono_literals;

constexpr int kEndedByWatch = 7;
constexpr int kStoppedByItself = 8;
constexpr int kWentOn = 9;

// How a process ends that does `work` under a watch. Signals are for a whole process, so it is one of its
// own.
int status_of(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    install_signal_handlers();
    int status = 0;
    {
      const InterruptWatch watch(50ms, [](int signal) { ::_exit(signal == SIGTERM ? kEndedByWatch : 1); });
      status = work();
    }
    ::_exit(status);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

// Sleeps through signals, as Xapian works through them.
int work_for(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (std::chrono::steady_clock::now() < end) std::this_thread::sleep_until(end);
  return kWentOn;
}

int stop_if_interrupted() {
  try {
    check_interrupt();
  } catch (const Interrupted&) {
    return kStoppedByItself;
  }
  return kWentOn;
}

}  // namespace

TEST_CASE("interrupt: work that does not look for signals is ended") {
  const auto began = std::chrono::steady_clock::now();
  CHECK(status_of([] {
          ::raise(SIGTERM);
          return work_for(60s);
        }) == kEndedByWatch);
  CHECK(std::chrono::steady_clock::now() - began < 30s);
}

TEST_CASE("interrupt: two signals are as one") {
  CHECK(status_of([] {
          ::raise(SIGTERM);
          ::raise(SIGTERM);
          return work_for(60s);
        }) == kEndedByWatch);
}

TEST_CASE("interrupt: work that looks for signals stops by itself") {
  CHECK(status_of([] {
          ::raise(SIGTERM);
          return stop_if_interrupted();
        }) == kStoppedByItself);
}

TEST_CASE("interrupt: without a signal the watch ends with the work") {
  CHECK(status_of([] { return work_for(1ms); }) == kWentOn);
  CHECK(status_of([] { return stop_if_interrupted(); }) == kWentOn);
}

TEST_CASE("interrupt: past the point of no return a signal changes nothing") {
  CHECK(status_of([] {
          pass_point_of_no_return();
          ::raise(SIGTERM);
          return work_for(200ms);
        }) == kWentOn);
  CHECK(status_of([] {
          ::raise(SIGTERM);
          try {
            pass_point_of_no_return();
          } catch (const Interrupted&) {
            return kStoppedByItself;
          }
          return kWentOn;
        }) == kStoppedByItself);
}

}  // namespace chokepoint
