// SPDX-License-Identifier: GPL-2.0-or-later
// The names in one directory, sorted by their bytes. Kept in one piece of memory, a few bytes more than the
// names themselves: directories of a million files occur.
#pragma once

#include <cstdint>
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

  std::size_t size() const { return begins_.size(); }
  std::string_view operator[](std::size_t index) const { return bytes_.data() + begins_[index]; }
  bool contains(std::string_view name) const;

 private:
  void add(std::string_view name);
  void sort();

  std::string bytes_;                  // the names, NUL after each
  std::vector<std::uint64_t> begins_;  // in the order of the names
};

}  // namespace chokepoint
