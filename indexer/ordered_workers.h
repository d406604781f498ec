// SPDX-License-Identifier: GPL-2.0-or-later
// Runs numbered pieces of work on several threads and hands the results over in the order of the numbers,
// so that what a run does never depends on how many threads it has.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <new>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "common/base/error.h"

namespace chokepoint {

// Calls `work(i)` for i in [0, count) on `threads` threads and `consume(i, result)` on the calling thread,
// i ascending. Makes do with fewer threads if no more can be started; with none, throws InputError. At most
// `threads` + kLookAhead results wait. The first exception of either stops the rest and is rethrown here,
// after all threads have ended.
template <typename Result>
void run_in_order(std::size_t count, std::size_t threads, const std::function<Result(std::size_t)>& work,
                  const std::function<void(std::size_t, Result&&)>& consume) {
  constexpr std::size_t kLookAhead = 4;
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Result> done;
  std::size_t next_to_start = 0;
  std::size_t next_to_consume = 0;
  std::exception_ptr failure;

  const auto run_worker = [&] {
    for (;;) {
      std::size_t index = 0;
      {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] {
          return failure || next_to_start >= count || next_to_start < next_to_consume + threads + kLookAhead;
        });
        if (failure || next_to_start >= count) return;
        index = next_to_start++;
      }
      try {
        Result result = work(index);
        const std::lock_guard lock(mutex);
        done.emplace(index, std::move(result));
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
      }
      changed.notify_all();
    }
  };

  std::vector<std::jthread> workers;
  workers.reserve(threads);
  try {
    while (workers.size() < threads) workers.emplace_back(run_worker);
  } catch (const std::bad_alloc&) {  // fewer do as well
    if (workers.empty()) throw;
  } catch (const std::system_error& error) {
    if (workers.empty())
      throw InputError(std::string("cannot start a thread: ") + error.what() + "; memory or threads ran out");
  }
  for (std::size_t i = 0; i < count; ++i) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return failure || done.contains(i); });
    if (failure) break;
    auto node = done.extract(i);
    ++next_to_consume;
    lock.unlock();
    changed.notify_all();
    try {
      consume(i, std::move(node.mapped()));
    } catch (...) {
      const std::lock_guard relock(mutex);
      failure = std::current_exception();
      break;
    }
  }
  changed.notify_all();
  workers.clear();  // joins
  if (failure) std::rethrow_exception(failure);
}

}  // namespace chokepoint
