// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the files below the roots that may hold articles: all regular files but those that a name
// (ignored_names.h), an .indexignore file (ignore_rules.h) or an option leaves out. What they hold is
// found out when they are read.
//
// Each directory is opened relative to its parent and never through a symbolic link, so that nothing outside
// the roots is reached, whatever other processes change meanwhile. Links are left alone, or with kFollowed
// resolved first: then what they lead to is opened by its own path, without links, and only inside a root.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source/skip.h"

namespace chokepoint {

struct SourceFile {
  std::string id;        // unique among all files of the run; article ids begin with it
  std::string path;      // absolute
  std::size_t root = 0;  // index into the roots
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since the epoch; what does not fit is cut to the limits of the type
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
  std::string target = {};  // where the bytes are, if links on `path` were followed to get there
};

enum class Links { kLeft, kFollowed };

struct WalkOptions {
  std::vector<std::string> excludes = {};  // lines as of an .indexignore in each root; they beat all others
  std::string index_directory = {};        // an index below a root is no article of it
  Links links = Links::kLeft;
  std::vector<std::string> wanted_suffixes = {};  // as of is_ignored_name()
};

struct WalkResult {
  std::vector<SourceFile> files;  // sorted by id (bytes)
  std::vector<Skip> skips;
  std::uint64_t ignored =
      0;  // entries left out by name, by pattern or as links; what lies below is not counted
};

// `roots` are absolute, canonical paths of files or directories, in the order that decides which of two
// files of the same relative path is prefixed with its root's base name. A root that is a file is found
// whatever its name. Throws InputError if a root cannot be opened at all or descriptors run out, and
// Interrupted.
WalkResult walk_corpus(const std::vector<std::string>& roots, const WalkOptions& options);

// What stands after the last slash of a path; into `path`.
std::string_view base_name(std::string_view path);

// Whether the absolute `path` is `root` or lies below it, by their names.
bool is_inside(const std::string& path, const std::string& root);

}  // namespace chokepoint
