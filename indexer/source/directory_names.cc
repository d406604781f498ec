// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/directory_names.h"

#include <algorithm>
#include <cerrno>
#include <functional>

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
  return std::binary_search(names_.begin(), names_.end(), name, std::less<std::string_view>());
}

void DirectoryNames::add(std::string_view name) {
  auto* copy = static_cast<char*>(memory_->allocate(name.size() + 1, 1));
  copy[name.copy(copy, name.size())] = '\0';
  names_.push_back(copy);
}

void DirectoryNames::sort() {
  std::sort(names_.begin(), names_.end(), std::less<std::string_view>());
}

}  // namespace chokepoint
