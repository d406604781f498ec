// SPDX-License-Identifier: GPL-2.0-or-later
// The names in one directory, sorted by their bytes. They are kept in memory that grows without being copied,
// with nine bytes a name beside its own: directories of a million files occur.
#pragma once

#include <deque>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include <dirent.h>

namespace chokepoint {

class DirectoryNames {
 public:
  // All names but "." and ".." that `directory` has left to give. If reading fails on the way, `error` is
  // the errno of that and the names so far are returned.
  static DirectoryNames read(DIR* directory, int& error);

  DirectoryNames() = default;
  explicit DirectoryNames(const std::vector<std::string>& names);

  std::size_t size() const { return names_.size(); }
  std::string_view operator[](std::size_t index) const { return names_[index]; }
  bool contains(std::string_view name) const;

 private:
  void add(std::string_view name);
  void sort();

  std::unique_ptr<std::pmr::monotonic_buffer_resource> memory_ =
      std::make_unique<std::pmr::monotonic_buffer_resource>();
  std::deque<const char*> names_;  // in memory_, NUL after each
};

}  // namespace chokepoint
