// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/interrupt.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <mutex>
#include <system_error>
#include <utility>

#include <semaphore.h>

namespace chokepoint {
namespace {

std::atomic<int> received_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

// Tells the watch that a signal came, or that the run is over.
class Bell {
 public:
  Bell() { ::sem_init(&semaphore_, 0, 0); }
  void ring() { ::sem_post(&semaphore_); }  // also from a signal handler
  void wait() {
    while (::sem_wait(&semaphore_) != 0 && errno == EINTR) {
    }
  }
  bool rings_before(const timespec& time) {
    int error = 0;
    do {
      error = ::sem_clockwait(&semaphore_, CLOCK_MONOTONIC, &time) == 0 ? 0 : errno;
    } while (error == EINTR);
    return error == 0;
  }

 private:
  sem_t semaphore_{};
};

Bell bell;
std::mutex decision;  // between ending the run and publishing
std::atomic<bool> is_too_late{false};
std::atomic<bool> is_over{false};

void on_signal(int signal) {
  received_signal.store(signal);
  bell.ring();
}

timespec from_now(std::chrono::milliseconds time) {
  const auto when = (std::chrono::steady_clock::now() + time).time_since_epoch();
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(when);
  const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(when - seconds);
  return {static_cast<time_t>(seconds.count()), static_cast<long>(rest.count())};
}

}  // namespace

void install_signal_handlers() {
  received_signal = 0;
  is_too_late = false;
  for (const int signal : std::array{SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action {};
    // A signal that was ignored when we started (nohup, a background job) stays ignored.
    if (::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
  std::signal(SIGXFSZ, SIG_IGN);
}

void check_interrupt() {
  const int signal = received_signal;
  if (signal != 0 && !is_too_late) throw Interrupted(signal);
}

void pass_point_of_no_return() {
  const std::lock_guard lock(decision);
  check_interrupt();
  is_too_late = true;
}

InterruptWatch::InterruptWatch(std::chrono::milliseconds grace, std::function<void(int)> end) {
  is_over = false;
  try {
    thread_ = std::thread([this, grace, end = std::move(end)] { wait(grace, end); });
  } catch (const std::system_error&) {  // no more threads: then signals wait until Xapian is done
  }
}

InterruptWatch::~InterruptWatch() {
  is_over = true;
  bell.ring();
  if (thread_.joinable()) thread_.join();
}

void InterruptWatch::wait(std::chrono::milliseconds grace, const std::function<void(int)>& end) {
  while (!is_over && received_signal == 0) bell.wait();
  const timespec deadline = from_now(grace);
  while (!is_over && bell.rings_before(deadline)) {  // a second signal changes nothing
  }
  const std::lock_guard lock(decision);
  if (!is_over && !is_too_late) end(received_signal);
}

}  // namespace chokepoint
