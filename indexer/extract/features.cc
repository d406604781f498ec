// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/features.h"

namespace chokepoint {

std::string_view size_class(std::size_t count) {
  if (count == 0) return "0";
  if (count == 1) return "1";
  if (count == 2) return "2";
  if (count <= 4) return "3-4";
  if (count <= 8) return "5-8";
  return count <= 16 ? "9-16" : "17+";
}

void Features::Hashes::add(std::string_view part) {
  for (const char c : part) {
    alone = longer_hash(alone, c);
    in_mode = longer_hash(in_mode, c);
  }
}

void Features::start(std::string_view mode) {
  mode_ = mode;
  if (!mode_.empty()) mode_ += ':';
  none_ = {kEmptyNameHash, feature_hash(mode_)};
  hashes_.clear();
  names_.clear();
}

void Features::keep(const Hashes& hashes) {
  hashes_.push_back(hashes.alone);
  if (!mode_.empty()) hashes_.push_back(hashes.in_mode);
}

void Features::keep_name(std::initializer_list<std::string_view> parts) {
  std::string name;
  for (const std::string_view part : parts) name += part;
  names_.push_back(name);
  if (!mode_.empty()) names_.push_back(mode_ + name);
}

void Features::add(std::string_view a) {
  Hashes hashes = none_;
  hashes.add(a);
  keep(hashes);
  if (keep_names_) keep_name({a});
}

void Features::add(std::string_view a, std::string_view b) {
  Hashes hashes = none_;
  hashes.add(a);
  hashes.add("=");
  hashes.add(b);
  keep(hashes);
  if (keep_names_) keep_name({a, "=", b});
}

void Features::add(std::string_view a, std::string_view b, std::string_view c) {
  Hashes hashes = none_;
  hashes.add(a);
  hashes.add("=");
  hashes.add(b);
  hashes.add("/");
  hashes.add(c);
  keep(hashes);
  if (keep_names_) keep_name({a, "=", b, "/", c});
}

void Features::add_count(std::string_view name, std::size_t count) {
  add(name, size_class(count));
}

void Features::add_count(std::string_view name, std::size_t count, std::string_view c) {
  add(name, size_class(count), c);
}

}  // namespace chokepoint
