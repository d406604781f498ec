// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/glass/term_table.h"

#include <algorithm>
#include <utility>

#include "common/base/hash.h"

namespace chokepoint::glass {
namespace {

constexpr std::size_t kFirstSlots = 1024;

// The first eight bytes, so that numbers compare as the terms do; most terms differ in them.
std::uint64_t beginning(std::string_view term) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < sizeof(value); ++i)
    value = value << 8U | (i < term.size() ? static_cast<unsigned char>(term[i]) : 0U);
  return value;
}

}  // namespace

std::uint32_t TermTable::number(std::string_view prefix, std::string_view rest) {
  if (2 * (ends_.size() + 1) > slots_.size()) grow();
  const std::size_t begin = bytes_.size();
  bytes_ += prefix;
  bytes_ += rest;
  const std::string_view term = std::string_view(bytes_).substr(begin);
  const auto hash = static_cast<std::uint32_t>(short_hash(term));
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (slot.number_plus_1 == 0) {
      slot = {hash, static_cast<std::uint32_t>(ends_.size() + 1)};
      ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
      return slot.number_plus_1 - 1;
    }
    if (slot.hash == hash && this->term(slot.number_plus_1 - 1) == term) {
      bytes_.resize(begin);
      return slot.number_plus_1 - 1;
    }
  }
}

std::string_view TermTable::term(std::uint32_t number) const {
  const std::uint32_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(bytes_).substr(begin, ends_[number] - begin);
}

std::vector<std::uint32_t> TermTable::in_order() const {
  struct Entry {
    std::uint64_t beginning;
    std::uint32_t number;
  };
  std::vector<Entry> entries;
  entries.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) entries.push_back({beginning(term(i)), i});
  std::sort(entries.begin(), entries.end(), [this](const Entry& a, const Entry& b) {
    return a.beginning != b.beginning ? a.beginning < b.beginning : term(a.number) < term(b.number);
  });
  std::vector<std::uint32_t> numbers;
  numbers.reserve(size());
  for (const Entry& entry : entries) numbers.push_back(entry.number);
  return numbers;
}

void TermTable::grow() {
  const std::vector<Slot> old =
      std::exchange(slots_, std::vector<Slot>(std::max(kFirstSlots, 2 * slots_.size())));
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number_plus_1 == 0) continue;
    std::size_t i = slot.hash & mask;
    while (slots_[i].number_plus_1 != 0) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

}  // namespace chokepoint::glass
