// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/deadline.h"

#include <array>
#include <cstdio>
#include <string>

#include <unistd.h>

#include "common/cli/diagnostics.h"
#include "common/cli/exit_status.h"

namespace chokepoint {
namespace {

std::string in_seconds(std::chrono::milliseconds time) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%g", static_cast<double>(time.count()) / 1000.0);
  return buffer.data();
}

}  // namespace

Deadline::Deadline(std::chrono::milliseconds timeout, std::string_view program) {
  if (timeout.count() > 0) thread_ = std::thread([this, timeout, program] { watch(timeout, program); });
}

Deadline::~Deadline() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    is_done_ = true;
  }
  done_changed_.notify_one();
  thread_.join();
}

void Deadline::watch(std::chrono::milliseconds timeout, std::string_view program) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  std::unique_lock lock(mutex_);
  if (done_changed_.wait_until(lock, end, [this] { return is_done_; })) return;
  Diagnostics(program).error("the deadline of " + in_seconds(timeout) + " s passed",
                             "ask for less, or raise it with --timeout=SECONDS");
  // No destructors: another thread is in the middle of a match.
  ::_exit(static_cast<int>(ExitStatus::kDeadline));
}

}  // namespace chokepoint
