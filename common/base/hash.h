// SPDX-License-Identifier: GPL-2.0-or-later
// XXH3 (xxhash.com), 128 bits, as 32 lower-case hexadecimal digits. For telling contents apart and for
// finding damage; it is no defence against somebody who wants two contents to hash alike.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct XXH3_state_s;

namespace chokepoint {

std::string content_hash(std::string_view bytes);

// The same of bytes that come in parts.
class ContentHasher {
 public:
  ContentHasher();

  void add(std::string_view bytes);
  std::string hash() const;  // of all bytes so far

 private:
  std::unique_ptr<XXH3_state_s, void (*)(XXH3_state_s*)> state_;
};
// The 64 bits of XXH3, the same on every machine: for what is kept by the thousand.
std::uint64_t short_hash(std::string_view bytes);

}  // namespace chokepoint
