// SPDX-License-Identifier: GPL-2.0-or-later
// The bytes of an input, taken from the front piece by piece: what a target that needs more than one text, or
// a choice, makes of them. Nothing is left over, and an input that is too short gives zeros and empty texts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace chokepoint {

// Ends a part: a byte that no UTF-8 has.
inline constexpr char kPartEnd = '\xFF';

class Input {
 public:
  Input(const std::uint8_t* data, std::size_t size) : rest_(reinterpret_cast<const char*>(data), size) {}

  // A number below `limit`, which is at most 256.
  std::size_t below(std::size_t limit) {
    if (rest_.empty()) return 0;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return byte % limit;
  }

  bool coin() { return below(2) == 1; }

  // What stands before `end`, which goes with it; all if there is none.
  std::string_view until(char end) {
    const std::size_t at = rest_.find(end);
    const std::string_view part = rest_.substr(0, at);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + 1);
    return part;
  }
  std::string_view part() { return until(kPartEnd); }
  std::string_view line() { return until('\n'); }

  std::string_view rest() {
    const std::string_view all = rest_;
    rest_ = {};
    return all;
  }

  bool is_empty() const { return rest_.empty(); }

  // The parts that are left, at most `limit`.
  std::vector<std::string_view> parts(std::size_t limit) {
    std::vector<std::string_view> parts;
    while (!is_empty() && parts.size() < limit) parts.push_back(part());
    return parts;
  }

 private:
  std::string_view rest_;
};

}  // namespace chokepoint
