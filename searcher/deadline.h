// SPDX-License-Identifier: GPL-2.0-or-later
// Ends the process when a search takes too long. Xapian cannot be interrupted in the middle of a match
// (Enquire::set_time_limit only stops counting), so a watching thread says why and exits with status 124.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace chokepoint {

class Deadline {
 public:
  // Zero means none. `program` is named in the message and must outlive the object.
  Deadline(std::chrono::milliseconds timeout, std::string_view program);
  ~Deadline();  // the work was done in time
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  void watch(std::chrono::milliseconds timeout, std::string_view program);

  std::mutex mutex_;
  std::condition_variable done_changed_;
  bool is_done_ = false;
  std::thread thread_;
};

}  // namespace chokepoint
