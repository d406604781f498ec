// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/features.h"

namespace chokepoint {

// FNV-1a, 64 bits: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
FeatureHash feature_hash(std::string_view name) {
  FeatureHash hash = 0xcbf29ce484222325U;
  for (const char c : name) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return hash;
}

std::string_view size_class(std::size_t count) {
  if (count == 0) return "0";
  if (count == 1) return "1";
  if (count == 2) return "2";
  if (count <= 4) return "3-4";
  if (count <= 8) return "5-8";
  return count <= 16 ? "9-16" : "17+";
}

void Features::start(std::string_view mode) {
  mode_ = mode;
  hashes_.clear();
  names_.clear();
}

void Features::add(std::string_view a) {
  hashes_.push_back(feature_hash(a));
  if (keep_names_) names_.emplace_back(a);
  if (mode_.empty()) return;
  std::string in_mode;
  in_mode.reserve(mode_.size() + 1 + a.size());
  in_mode.append(mode_).append(":").append(a);
  hashes_.push_back(feature_hash(in_mode));
  if (keep_names_) names_.push_back(std::move(in_mode));
}

void Features::add(std::string_view a, std::string_view b) {
  name_.assign(a).append("=").append(b);
  add(name_);
}

void Features::add(std::string_view a, std::string_view b, std::string_view c) {
  name_.assign(a).append("=").append(b).append("/").append(c);
  add(name_);
}

void Features::add_count(std::string_view name, std::size_t count) {
  add(name, size_class(count));
}

void Features::add_count(std::string_view name, std::size_t count, std::string_view c) {
  add(name, size_class(count), c);
}

}  // namespace chokepoint
