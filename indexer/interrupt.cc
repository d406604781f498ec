// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>

namespace chokepoint {
namespace {

std::atomic<int> received_signal{0};
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void on_signal(int signal) {
  received_signal.store(signal);
}

}  // namespace

void install_signal_handlers() {
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
  if (const int signal = received_signal.load(); signal != 0) throw Interrupted(signal);
}

}  // namespace chokepoint
