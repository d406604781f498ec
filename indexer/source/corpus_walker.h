// SPDX-License-Identifier: GPL-2.0-or-later
// Finds the article files below the roots. Symbolic links are not followed, each directory is opened
// relative to its parent without following links, so nothing outside a root is ever read. Files that are
// named .indexignore hold glob patterns, a line each, of names or relative paths to leave out below them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/source/skip.h"

namespace chokepoint {

struct SourceFile {
  std::string id;        // unique among all files of the run; article ids begin with it
  std::string path;      // absolute
  std::size_t root = 0;  // index into the roots
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since the epoch
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
};

struct WalkOptions {
  std::vector<std::string> excludes;  // fnmatch(3) globs, tried on the relative path and on the base name
  std::string index_directory = {};   // absolute, canonical: an index below a root is no article of it
};

struct WalkResult {
  std::vector<SourceFile> files;  // sorted by id (bytes)
  std::vector<Skip> skips;
  std::uint64_t ignored = 0;  // files of other types, or left out by a pattern
};

// `roots` are absolute, canonical paths of files or directories, in the order that decides which of two
// files of the same relative path is prefixed with its root's base name. Throws InputError if a root
// cannot be opened at all.
WalkResult walk_corpus(const std::vector<std::string>& roots, const WalkOptions& options);

// Whether a file of this name is read as articles; by suffix, in any case.
bool is_article_file(const std::string& name);

}  // namespace chokepoint
