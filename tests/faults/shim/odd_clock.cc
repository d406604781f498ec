// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded, it has a program see a clock that begins at CLOCK_START (seconds since 1970) and goes on by
// CLOCK_STEP seconds each time that it is asked, backwards if that is negative. The monotonic clock is left
// alone.
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>

#include <dlfcn.h>
#include <sys/time.h>

namespace {

std::int64_t number_in(const char* variable) {
  const char* value = ::getenv(variable);
  return value == nullptr ? 0 : std::atoll(value);
}

time_t odd_time() {
  static const std::int64_t start = number_in("CLOCK_START");
  static const std::int64_t step = number_in("CLOCK_STEP");
  static std::atomic<std::int64_t> asked{0};
  return start + step * asked.fetch_add(1);
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* now) {
  using Gettime = int (*)(clockid_t, timespec*);
  static const auto real = reinterpret_cast<Gettime>(::dlsym(RTLD_NEXT, "clock_gettime"));
  const bool is_wall_clock = clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
  if (!is_wall_clock) return real(clock, now);
  *now = {odd_time(), 0};
  return 0;
}

int gettimeofday(timeval* now, void* /*zone*/) {
  *now = {odd_time(), 0};
  return 0;
}

time_t time(time_t* now) {
  const time_t seconds = odd_time();
  if (now != nullptr) *now = seconds;
  return seconds;
}
}
