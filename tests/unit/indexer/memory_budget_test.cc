// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/memory_budget.h"

#include <atomic>
#include <chrono>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

namespace chokepoint {
namespace {

constexpr std::uint64_t kLeft = 100;  // for shares, beside the allowance of one thread

TEST_CASE("shares never exceed the budget together") {
  MemoryBudget budget(kLeastMemory + kLeft, 1);
  std::atomic<std::uint64_t> taken = 0;
  std::atomic<bool> is_exceeded = false;
  std::vector<std::jthread> threads;
  for (std::uint64_t bytes : {30U, 40U, 50U, 60U}) {
    threads.emplace_back([&, bytes] {
      for (int i = 0; i < 500; ++i) {
        const auto share = budget.take(bytes);
        if (taken += bytes; taken > kLeft) is_exceeded = true;
        taken -= bytes;
      }
    });
  }
  threads.clear();
  CHECK_FALSE(is_exceeded);
}

TEST_CASE("what is more than everything goes alone") {
  MemoryBudget budget(kLeastMemory + kLeft, 1);
  std::optional<MemoryBudget::Share> share(budget.take(kLeft + 1));
  std::atomic<bool> has_taken = false;
  std::jthread other([&] {
    const auto small = budget.take(1);
    has_taken = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK_FALSE(has_taken);
  share.reset();
  other.join();
  CHECK(has_taken);
}

TEST_CASE("threads fit into the memory, and one always does") {
  CHECK(threads_within(kDefaultMemory, 2) == 2);
  CHECK(threads_within(kLeastMemory, 8) == 1);
  CHECK(threads_within(kLeastMemory + kThreadBytes, 8) == 2);
  CHECK(threads_within(0, 8) == 1);
}

}  // namespace
}  // namespace chokepoint
