// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/memory_budget.h"

#include <algorithm>
#include <utility>

namespace chokepoint {

MemoryBudget::MemoryBudget(std::uint64_t bytes, std::size_t threads)
    : limit_(bytes - std::min(bytes, kSharedBytes + threads * kThreadBytes)) {}

MemoryBudget::Share MemoryBudget::take(std::uint64_t bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return taken_ == 0 || (bytes <= limit_ && taken_ <= limit_ - bytes); });
  taken_ += bytes;
  return {*this, bytes};
}

void MemoryBudget::give_back(std::uint64_t bytes) {
  {
    const std::lock_guard lock(mutex_);
    taken_ -= bytes;
  }
  changed_.notify_all();
}

MemoryBudget::Share::Share(Share&& other) noexcept
    : budget_(std::exchange(other.budget_, nullptr)), bytes_(other.bytes_) {}

MemoryBudget::Share::~Share() {
  if (budget_ != nullptr) budget_->give_back(bytes_);
}

std::size_t threads_within(std::uint64_t bytes, std::size_t wanted) {
  const std::uint64_t enough = (bytes - std::min(bytes, kSharedBytes)) / kThreadBytes;
  return std::max<std::size_t>(1, std::min<std::uint64_t>(wanted, enough));
}

}  // namespace chokepoint
