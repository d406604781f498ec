// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/hash.h"

#include <array>
#include <cinttypes>
#include <cstdio>
#include <new>

#include <xxhash.h>

namespace chokepoint {
namespace {

std::string to_hex(const XXH128_hash_t& hash) {
  std::array<char, 33> hex{};
  std::snprintf(hex.data(), hex.size(), "%016" PRIx64 "%016" PRIx64, std::uint64_t{hash.high64},
                std::uint64_t{hash.low64});
  return hex.data();
}

void free_state(XXH3_state_s* state) {
  XXH3_freeState(state);
}

}  // namespace

std::string content_hash(std::string_view bytes) {
  return to_hex(XXH3_128bits(bytes.data(), bytes.size()));
}

ContentHasher::ContentHasher() : state_(XXH3_createState(), free_state) {
  if (!state_) throw std::bad_alloc();
  XXH3_128bits_reset(state_.get());
}

void ContentHasher::add(std::string_view bytes) {
  XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
}

std::string ContentHasher::hash() const {
  return to_hex(XXH3_128bits_digest(state_.get()));
}

std::uint64_t short_hash(std::string_view bytes) {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace chokepoint
