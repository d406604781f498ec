// SPDX-License-Identifier: GPL-2.0-or-later
// What the threads of a run may hold in memory together (--memory). Each thread has an allowance that common
// articles stay within; who needs more says so first, and waits until others have given back enough.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>

namespace chokepoint {

inline constexpr std::uint64_t kMebibyte = 1024 * 1024;

// Tables, libraries, what is kept of each file; then what a thread has: a segment, a file, an article.
inline constexpr std::uint64_t kSharedBytes = 64 * kMebibyte;
inline constexpr std::uint64_t kThreadBytes = 48 * kMebibyte;

inline constexpr std::uint64_t kLeastMemory = kSharedBytes + kThreadBytes;
inline constexpr std::uint64_t kDefaultMemory = 512 * kMebibyte;

// All members may be called on any thread.
class MemoryBudget {
 public:
  // `bytes` for all, at least kLeastMemory, of which `threads` have their allowance.
  MemoryBudget(std::uint64_t bytes, std::size_t threads);

  // Gives back when it ends.
  class [[nodiscard]] Share {
   public:
    Share(Share&& other) noexcept;
    Share& operator=(Share&&) = delete;
    ~Share();

   private:
    friend class MemoryBudget;
    Share(MemoryBudget& budget, std::uint64_t bytes) : budget_(&budget), bytes_(bytes) {}

    MemoryBudget* budget_;
    std::uint64_t bytes_;
  };

  // Waits until `bytes` are left, or nobody else holds any: what is more than everything goes alone. Nobody
  // asks while he holds a share.
  Share take(std::uint64_t bytes);

 private:
  void give_back(std::uint64_t bytes);

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::uint64_t limit_;
  std::uint64_t taken_ = 0;
};

// How many of `wanted` threads `bytes` are enough for; at least one.
std::size_t threads_within(std::uint64_t bytes, std::size_t wanted);

}  // namespace chokepoint
