// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/position_list.h"

#include <bit>

#include "indexer/glass/packing.h"

namespace chokepoint::glass {
namespace {

// Writes numbers as bits, the least significant first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}

  // `value` is below `range`. Where codes are left over, those in the middle are one bit shorter.
  void write(std::uint32_t value, std::uint32_t range) {
    const auto bits = static_cast<unsigned>(std::bit_width(range - 1));
    const std::uint64_t spare = (std::uint64_t{1} << bits) - range;
    const std::uint64_t middle = (range - spare) / 2;
    if (spare == 0 || value < middle) return append(value, bits);
    if (value < middle + spare) return append(value, bits - 1);
    append((value - (middle + spare)) | (std::uint64_t{1} << (bits - 1)), bits);
  }

  void write_between(std::span<const std::uint32_t> positions) {
    while (positions.size() > 2) {
      const std::size_t middle = (positions.size() - 1) / 2;
      const auto others = static_cast<std::uint32_t>(positions.size() - 2);
      const std::uint32_t lowest = positions.front() + static_cast<std::uint32_t>(middle);
      write(positions[middle] - lowest, positions.back() - positions.front() - others);
      write_between(positions.first(middle + 1));
      positions = positions.subspan(middle);
    }
  }

  void finish() {
    if (pending_bits_ != 0) out_.push_back(static_cast<char>(pending_ & 0xFFU));
  }

 private:
  void append(std::uint64_t value, unsigned bits) {
    pending_ |= value << pending_bits_;
    pending_bits_ += bits;
    for (; pending_bits_ >= 8; pending_bits_ -= 8, pending_ >>= 8U)
      out_.push_back(static_cast<char>(pending_ & 0xFFU));
  }

  std::string& out_;
  std::uint64_t pending_ = 0;  // at most 7 bits between two calls, so that 32 more fit
  unsigned pending_bits_ = 0;
};

}  // namespace

void append_position_list(std::span<const std::uint32_t> positions, std::string& out) {
  const std::uint32_t first = positions.front();
  const std::uint32_t last = positions.back();
  pack_uint(out, last);
  if (positions.size() == 1) return;
  BitWriter bits(out);
  bits.write(first, last);
  bits.write(static_cast<std::uint32_t>(positions.size() - 2), last - first);
  bits.write_between(positions);
  bits.finish();
}

}  // namespace chokepoint::glass
