// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/roots.h"

#include <algorithm>
#include <filesystem>

#include "common/base/error.h"
#include "common/base/program_name.h"
#include "common/index/generation.h"

namespace chokepoint {
namespace {

namespace fs = std::filesystem;

std::string absolute(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

bool exists(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

[[noreturn]] void fail_for_missing_root(const std::string& root) {
  throw GuardError("the root \"" + root + "\" is gone; nothing was published",
                   "mount or restore it, or forget it with --drop-root=" + root);
}

// What lies there would be taken for a part of the index, and one day be removed as such.
void refuse_roots_in_index(const std::vector<std::string>& roots, const std::string& db) {
  std::error_code error;
  const std::string index = fs::weakly_canonical(db, error).string();
  for (const std::string& root : roots) {
    if (!error && is_inside(root, index))
      throw UsageError("\"" + root + "\" lies in the directory of the index",
                       "name another directory with --db=PATH, or move the articles");
  }
}

bool contains(const std::vector<std::string>& paths, const std::string& path) {
  return std::find(paths.begin(), paths.end(), path) != paths.end();
}

}  // namespace

std::string index_path(const IndexerOptions& options) {
  return absolute(options.database ? *options.database : default_index_path().string());
}

std::vector<std::string> canonical_roots(const std::vector<std::string>& paths) {
  std::vector<std::string> roots;
  for (const std::string& path : paths) {
    std::error_code error;
    const fs::path root = fs::canonical(path, error);
    const fs::file_status status = error ? fs::file_status() : fs::status(root, error);
    if (error) {
      const std::string message = "cannot read \"" + path + "\": " + error.message();
      if (is_shortage(error.value())) throw InputError(message);
      throw UsageError(message, "give files or directories that exist");
    }
    if (!fs::is_directory(status) && !fs::is_regular_file(status)) {
      throw UsageError("\"" + path + "\" is neither a directory nor a regular file");
    }
    roots.push_back(root.string());
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

std::vector<std::string> roots_of_run(const IndexerOptions& options,
                                      const std::vector<std::string>& recorded) {
  std::vector<std::string> dropped;
  for (const std::string& path : options.dropped_roots) {
    dropped.push_back(absolute(path));
    if (!contains(recorded, dropped.back())) throw UsageError("\"" + path + "\" is not a root of this index");
  }
  std::vector<std::string> roots;
  for (const std::string& root : recorded) {
    if (contains(dropped, root)) continue;
    if (!exists(root)) fail_for_missing_root(root);
    roots.push_back(root);
  }
  roots.insert(roots.end(), options.paths.begin(), options.paths.end());
  if (roots.empty() && dropped.empty()) {
    throw UsageError("no PATH is given, and the index has none recorded",
                     std::string(indexer_name()) + " --db=PATH DIRECTORY");
  }
  roots = canonical_roots(roots);
  refuse_roots_in_index(roots, index_path(options));
  return roots;
}

WalkOptions walk_options(const IndexerOptions& options, const std::string& index) {
  WalkOptions walk;
  walk.excludes = options.excludes;
  walk.index_directory = index;
  for (const Filter& filter : options.filters) {
    if (filter.type.starts_with('.')) walk.wanted_suffixes.push_back(filter.type);
  }
  walk.links = options.follow ? Links::kFollowed : Links::kLeft;
  return walk;
}

}  // namespace chokepoint
