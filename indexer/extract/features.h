// SPDX-License-Identifier: GPL-2.0-or-later
// What a decision is made on: named facts that hold of a candidate ("side=before", "form=passive/before").
//
// A feature is known by the 64-bit FNV-1a hash of its name, so that adding one costs no allocation; the
// names themselves are kept only where somebody asks for them, as training does.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

using FeatureHash = std::uint64_t;

// FNV-1a, 64 bits: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv. It reads byte by byte, so that
// the hash of a longer name goes on from that of its beginning.
inline constexpr FeatureHash kEmptyNameHash = 0xcbf29ce484222325U;
constexpr FeatureHash longer_hash(FeatureHash hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
}
constexpr FeatureHash feature_hash(std::string_view name) {
  FeatureHash hash = kEmptyNameHash;
  for (const char c : name) hash = longer_hash(hash, c);
  return hash;
}

class Features {
 public:
  explicit Features(bool keep_names = false) : keep_names_(keep_names) {}

  // Forgets all features. Each that is added from here on counts twice, for itself and as "mode:name", if
  // `mode` is not empty: so a model learns what differs between modes and what does not.
  void start(std::string_view mode);

  // "a", "a=b", "a=b/c": at most three parts.
  void add(std::string_view a);
  void add(std::string_view a, std::string_view b);
  void add(std::string_view a, std::string_view b, std::string_view c);

  // A count by its order of size: 0, 1, 2, 3-4, 5-8, 9-16, more.
  void add_count(std::string_view name, std::size_t count);
  void add_count(std::string_view name, std::size_t count, std::string_view c);

  const std::vector<FeatureHash>& hashes() const { return hashes_; }
  const std::vector<std::string>& names() const { return names_; }  // empty unless kept

 private:
  // Of a name, part by part, alone and after the mode at once: neither waits for the other.
  struct Hashes {
    FeatureHash alone, in_mode;
    void add(std::string_view part);
  };
  void keep(const Hashes& hashes);
  void keep_name(std::initializer_list<std::string_view> parts);

  bool keep_names_;
  std::string mode_;                             // with the colon
  Hashes none_{kEmptyNameHash, kEmptyNameHash};  // of no name
  std::vector<FeatureHash> hashes_;
  std::vector<std::string> names_;
};

// "0", "1", "2", "3-4", "5-8", "9-16", "17+".
std::string_view size_class(std::size_t count);

}  // namespace chokepoint
