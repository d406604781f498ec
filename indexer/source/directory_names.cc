// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/directory_names.h"

#include <algorithm>
#include <cerrno>

namespace chokepoint {

DirectoryNames DirectoryNames::read(DIR* directory, int& error) {
  DirectoryNames names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(directory);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.add(name);
  }
  error = errno;
  names.sort();
  return names;
}

DirectoryNames::DirectoryNames(const std::vector<std::string>& names) {
  for (const std::string& name : names) add(name);
  sort();
}

bool DirectoryNames::contains(std::string_view name) const {
  const auto found = std::lower_bound(
      begins_.begin(), begins_.end(), name,
      [this](std::uint64_t begin, std::string_view sought) { return bytes_.data() + begin < sought; });
  return found != begins_.end() && bytes_.data() + *found == name;
}

void DirectoryNames::add(std::string_view name) {
  begins_.push_back(bytes_.size());
  bytes_.append(name).push_back('\0');
}

void DirectoryNames::sort() {
  std::sort(begins_.begin(), begins_.end(), [this](std::uint64_t a, std::uint64_t b) {
    return std::string_view(bytes_.data() + a) < bytes_.data() + b;
  });
}

}  // namespace chokepoint
