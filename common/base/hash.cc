// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/hash.h"

#include <array>
#include <cinttypes>
#include <cstdio>

#include <xxhash.h>

namespace chokepoint {

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> hex{};
  std::snprintf(hex.data(), hex.size(), "%016" PRIx64 "%016" PRIx64, std::uint64_t{hash.high64},
                std::uint64_t{hash.low64});
  return hex.data();
}

}  // namespace chokepoint
