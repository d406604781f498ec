// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers features by their hashes, from 0 in the order in which they are added. An open hash table, at most
// half full; a FeatureHash needs no hashing again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/extract/features.h"

namespace chokepoint {

class FeatureIndex {
 public:
  static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

  // The feature's number, a new one if need be.
  std::uint32_t add(FeatureHash hash) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[slot_of(hash)];
    if (slot.number == kNone) slot = {hash, size_++};
    return slot.number;
  }

  std::uint32_t find(FeatureHash hash) const { return slots_[slot_of(hash)].number; }

  std::size_t size() const { return size_; }

 private:
  static constexpr std::size_t kFirstSlots = 16;  // a power of two, as each size

  struct Slot {
    FeatureHash hash = 0;
    std::uint32_t number = kNone;
  };

  // The slot of this feature, or the free one where it belongs.
  std::size_t slot_of(FeatureHash hash) const {
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot].number != kNone && slots_[slot].hash != hash) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
  }
  void grow() {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : old) {
      if (slot.number != kNone) slots_[slot_of(slot.hash)] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(kFirstSlots);
  std::uint32_t size_ = 0;
};

}  // namespace chokepoint
