// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/bar.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chokepoint {
namespace {

constexpr std::array<std::string_view, 9> kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

}  // namespace

std::string bar(std::uint64_t count, std::uint64_t most, std::size_t columns) {
  if (most == 0 || count == 0) return {};
  const double part = std::min(1.0, static_cast<double>(count) / static_cast<double>(most));
  const double exact = part * 8 * static_cast<double>(columns);
  const auto eighths = std::max(std::size_t{1}, static_cast<std::size_t>(exact + 0.5));
  std::string out;
  for (std::size_t i = 0; i < eighths / 8; ++i) out += kEighths.back();
  return out + std::string(kEighths.at(eighths % 8));
}

}  // namespace chokepoint
