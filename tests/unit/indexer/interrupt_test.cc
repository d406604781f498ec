// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/interrupt.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <functional>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/child_process.h"
#include "tests/support/temp_directory.h"

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

constexpr int kNotInterrupted = 0;

// What check_interrupt() throws, after the signal.
int signal_noticed(int signal) {
  ::raise(signal);
  try {
    check_interrupt();
  } catch (const Interrupted& interrupted) {
    return interrupted.signal();
  }
  return kNotInterrupted;
}

}  // namespace

TEST_CASE("interrupt: each signal that asks to stop is noticed by its number, and ends nothing by itself") {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    CHECK(exit_status_of([signal] {
            std::signal(signal, SIG_DFL);  // whoever started the tests may have it ignored
            install_signal_handlers();
            return signal_noticed(signal);
          }) == signal);
  }
}

TEST_CASE("interrupt: a signal that was ignored at the start stays ignored, and no other") {
  for (const int ignored : {SIGINT, SIGTERM, SIGHUP}) {
    CHECK(exit_status_of([ignored] {
            std::signal(ignored, SIG_IGN);
            install_signal_handlers();
            return signal_noticed(ignored);
          }) == kNotInterrupted);
  }
  CHECK(exit_status_of([] {
          std::signal(SIGHUP, SIG_IGN);
          std::signal(SIGTERM, SIG_DFL);
          install_signal_handlers();
          return signal_noticed(SIGTERM);
        }) == SIGTERM);
}

TEST_CASE("interrupt: a limit on the size of files is an error of the write, not the end of the process") {
  const TempDirectory directory;
  const std::string path = (directory.path() / "f").string();
  CHECK(exit_status_of([&path] {
          install_signal_handlers();
          limit_this_process(RLIMIT_FSIZE, 1);
          const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
          static_cast<void>(!::write(file, "a", 1));
          return ::write(file, "b", 1) < 0 ? errno : 0;
        }) == EFBIG);
}

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
