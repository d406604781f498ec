// SPDX-License-Identifier: GPL-2.0-or-later
// How a randomised test in C++ knows how long to run and from which seed, and says what it did: what goal.py,
// which tells of the variables and the line, is for Python.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint {

class Goal {
 public:
  explicit Goal(std::string_view name) : name_(name) {
    if (const char* seed = std::getenv("CHOKEPOINT_TEST_SEED"); seed != nullptr)
      seed_ = static_cast<unsigned>(std::strtoul(seed, nullptr, 10));
    if (const char* seconds = std::getenv("CHOKEPOINT_TEST_SECONDS"); seconds != nullptr && *seconds != '\0')
      limit_seconds_ = std::strtod(seconds, nullptr);
  }

  unsigned seed() const { return seed_; }

  // In the quick edition as long as `quick` holds, in the long one until the time is over.
  bool has_time(bool quick) const { return limit_seconds_ ? seconds() < *limit_seconds_ : quick; }

  void report(std::uint64_t failures,
              const std::vector<std::pair<std::string_view, std::uint64_t>>& figures) const {
    std::printf("GOAL {\"goal\": \"%s\", \"seed\": %u, \"seconds\": %.1f, \"failures\": %llu", name_.c_str(),
                seed_, seconds(), static_cast<unsigned long long>(failures));
    for (const auto& [name, value] : figures)
      std::printf(", \"%s\": %llu", std::string(name).c_str(), static_cast<unsigned long long>(value));
    std::printf("}\n");
  }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }

  std::string name_;
  unsigned seed_ = 1;
  std::optional<double> limit_seconds_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

}  // namespace chokepoint
