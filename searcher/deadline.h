// SPDX-License-Identifier: GPL-2.0-or-later
// Ends the process when a search takes too long. Xapian cannot be interrupted in the middle of a match
// (Enquire::set_time_limit only stops counting), so a signal handler says why and exits with status 124.
// No thread watches: to start one and wait for its end took a tenth of a short search.
#pragma once

#include <chrono>
#include <ctime>
#include <string>
#include <string_view>

namespace chokepoint {

// At most one at a time in a process, as it owns SIGALRM.
class Deadline {
 public:
  // Zero means none. `program` is named in the message. `answer` is what who reads standard output is told;
  // may be empty. Nothing else may be waiting to be written there. Throws InputError if the system has no
  // timer left.
  Deadline(std::chrono::milliseconds timeout, std::string_view program, std::string answer = {});
  ~Deadline();  // the work was done in time
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

 private:
  bool is_set_ = false;
  timer_t timer_{};
};

}  // namespace chokepoint
