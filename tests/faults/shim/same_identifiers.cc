// SPDX-License-Identifier: GPL-2.0-or-later
// Xapian gives each database a random identifier. Without chance the same run writes the same bytes, so that
// a test can compare a directory with those that it has seen before.
#include <algorithm>
#include <atomic>
#include <cstring>

extern "C" void uuid_generate(unsigned char* identifier) {
  constexpr std::size_t kBytes = 16;
  static std::atomic<unsigned> made{0};
  const unsigned number = ++made;
  std::fill_n(identifier, kBytes, static_cast<unsigned char>(0));
  std::memcpy(identifier, &number, sizeof number);
}
