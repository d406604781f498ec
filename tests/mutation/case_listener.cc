// SPDX-License-Identifier: GPL-2.0-or-later
// Linked into unit tests of mutants: after each test case, one line of JSON in /mnt/cases says how long it
// took and which mutants it came by.
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

#define CATCH_CONFIG_EXTERNAL_INTERFACES
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

constexpr std::streamoff kReachedBegin = 4;  // as switches.cc lays it out

class CaseListener : public Catch::TestEventListenerBase {
 public:
  using TestEventListenerBase::TestEventListenerBase;

  void testCaseStarting(const Catch::TestCaseInfo&) override {
    if (std::fstream state("/mnt/state", std::ios::in | std::ios::out | std::ios::binary); state) {
      state.seekp(kReachedBegin);
      const std::string nothing(0x10000, '\0');
      state.write(nothing.data(), static_cast<std::streamsize>(nothing.size()));
    }
    begin_ = std::chrono::steady_clock::now();
  }

  void testCaseEnded(const Catch::TestCaseStats& stats) override {
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - begin_;
    std::ofstream cases("/mnt/cases", std::ios::app);
    if (!cases) return;
    nlohmann::json reached = nlohmann::json::array();
    std::ifstream state("/mnt/state", std::ios::binary);
    state.seekg(kReachedBegin);
    const std::string bytes(std::istreambuf_iterator<char>(state), {});
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (bytes[i] != '\0') reached.push_back(i);
    nlohmann::json line;
    line["name"] = std::string(stats.testInfo.name);
    line["seconds"] = time.count();
    line["passed"] = stats.totals.assertions.failed == 0;
    line["reached"] = reached;
    cases << line << '\n';
  }

 private:
  std::chrono::steady_clock::time_point begin_;
};

CATCH_REGISTER_LISTENER(CaseListener)

}  // namespace
