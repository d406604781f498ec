// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/deadline.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include <unistd.h>

#include "common/base/error.h"
#include "common/cli/exit_status.h"

namespace chokepoint {
namespace {

// What the handler writes, made beforehand: a handler may neither format nor allocate.
std::string& farewell() {
  static std::string text;
  return text;
}
const char* farewell_data = nullptr;
std::size_t farewell_bytes = 0;

// No destructors: the match was interrupted in the middle.
extern "C" void end_process(int /*signal*/) {
  const ssize_t ignored = ::write(STDERR_FILENO, farewell_data, farewell_bytes);
  static_cast<void>(ignored);
  ::_exit(static_cast<int>(ExitStatus::kDeadline));
}

std::string in_seconds(std::chrono::milliseconds time) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", static_cast<double>(time.count()) / 1000.0);
  return buffer.data();
}

void prepare_farewell(std::chrono::milliseconds timeout, std::string_view program) {
  farewell() = std::string(program) + ": the deadline of " + in_seconds(timeout) +
               " s passed\nhint: ask for less, or raise it with --timeout=SECONDS\n";
  farewell_data = farewell().data();
  farewell_bytes = farewell().size();
}

void handle_alarm() {
  struct sigaction action {};
  action.sa_handler = end_process;
  ::sigaction(SIGALRM, &action, nullptr);
  sigset_t alarm;
  ::sigemptyset(&alarm);
  ::sigaddset(&alarm, SIGALRM);
  ::sigprocmask(SIG_UNBLOCK, &alarm, nullptr);  // whoever started us may have blocked it
}

}  // namespace

Deadline::Deadline(std::chrono::milliseconds timeout, std::string_view program) {
  if (timeout.count() <= 0) return;
  prepare_farewell(timeout, program);
  handle_alarm();
  struct sigevent event {};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGALRM;
  if (::timer_create(CLOCK_MONOTONIC, &event, &timer_) != 0)
    throw InputError(std::string("cannot set a deadline: ") + std::strerror(errno));
  is_set_ = true;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(timeout);
  struct itimerspec when {};
  when.it_value.tv_sec = seconds.count();
  when.it_value.tv_nsec = std::chrono::nanoseconds(timeout - seconds).count();
  ::timer_settime(timer_, 0, &when, nullptr);
}

Deadline::~Deadline() {
  if (is_set_) ::timer_delete(timer_);
}

}  // namespace chokepoint
