// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <filesystem>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/index_run.h"

namespace chokepoint {
namespace {

bool is_inside(const std::string& path, const std::string& root) {
  return path == root || (path.starts_with(root) && (root.ends_with('/') || path[root.size()] == '/'));
}

}  // namespace

std::string index_path(const IndexerOptions& options) {
  const std::filesystem::path path =
      options.database ? std::filesystem::path(*options.database) : default_index_path();
  return std::filesystem::absolute(path).lexically_normal().string();
}

std::vector<std::string> canonical_roots(const std::vector<std::string>& paths) {
  std::vector<std::string> roots;
  for (const std::string& path : paths) {
    std::error_code error;
    const std::string root = std::filesystem::canonical(path, error).string();
    if (error)
      throw UsageError("cannot read \"" + path + "\": " + error.message(),
                       "give files or directories that exist");
    roots.push_back(root);
  }
  std::vector<std::string> outermost;
  for (std::size_t i = 0; i < roots.size(); ++i) {
    bool is_covered = false;
    for (std::size_t k = 0; k < roots.size(); ++k) {
      if (k != i && is_inside(roots[i], roots[k]) && (roots[i] != roots[k] || k < i)) is_covered = true;
    }
    if (!is_covered) outermost.push_back(roots[i]);
  }
  return outermost;
}

}  // namespace chokepoint
