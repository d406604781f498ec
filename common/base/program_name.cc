// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/base/program_name.h"

#include <string_view>

namespace chokepoint {
namespace {

constexpr const char* kInstalledIndexer = "chokepoint-indexer";
constexpr const char* kInstalledSearcher = "chokepoint-searcher";

bool is_installed = false;

}  // namespace

void set_called_as(const char* argv0) {
  std::string_view name = argv0 == nullptr ? "" : argv0;
  name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
  is_installed = name == kInstalledIndexer || name == kInstalledSearcher;
}

const char* indexer_name() {
  return is_installed ? kInstalledIndexer : "indexer";
}

const char* searcher_name() {
  return is_installed ? kInstalledSearcher : "searcher";
}

}  // namespace chokepoint
