// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/deadline.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>
#include <utility>

#include <unistd.h>

#include "common/base/error.h"
#include "common/cli/exit_status.h"

namespace chokepoint {
namespace {

// What the handler writes, made beforehand: a handler may neither format nor allocate.
struct Farewell {
  std::string message;
  std::string answer;
};
Farewell& farewell() {
  static Farewell texts;
  return texts;
}

void write_all(int fd, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(fd, data, size);
    if (written <= 0) return;
    data += written;
    size -= static_cast<std::size_t>(written);
  }
}

// No destructors: the match was interrupted in the middle.
extern "C" void end_process(int /*signal*/) {
  const Farewell& texts = farewell();
  write_all(STDOUT_FILENO, texts.answer.data(), texts.answer.size());
  write_all(STDERR_FILENO, texts.message.data(), texts.message.size());
  ::_exit(static_cast<int>(ExitStatus::kDeadline));
}

std::string in_seconds(std::chrono::milliseconds time) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", static_cast<double>(time.count()) / 1000.0);
  return buffer.data();
}

void prepare_farewell(std::chrono::milliseconds timeout, std::string_view program, std::string answer) {
  farewell().message = std::string(program) + ": the deadline of " + in_seconds(timeout) +
                       " s passed\nhint: ask for less, or raise it with --timeout=SECONDS\n";
  farewell().answer = std::move(answer);
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

Deadline::Deadline(std::chrono::milliseconds timeout, std::string_view program, std::string answer) {
  if (timeout.count() <= 0) return;
  prepare_farewell(timeout, program, std::move(answer));
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
