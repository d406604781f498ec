// SPDX-License-Identifier: GPL-2.0-or-later
// What differs between the files that the current generation was made from and those that there are now. A
// file whose stamp (size, times, inode) is as recorded is not opened; one that looks changed is hashed; and
// one that is new is hashed where it may be a file that was moved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/current_index.h"
#include "indexer/source/corpus_walker.h"
#include "indexer/sources.h"

namespace chokepoint {

// What becomes of a file's articles.
enum class Fate {
  kKept,   // they stay as they are
  kMoved,  // they get another id and path, and are not read again
  kRead,   // the file is read, and what came of it before is replaced
};

struct FileChange {
  SourceFile file;  // as it is to be recorded
  Fate fate = Fate::kRead;
  const Source* previous = nullptr;  // among the current sources; null: the file is new
  std::optional<Skip> skip = {};     // of a file that is not read: why it could not be looked at this time
};

struct Changes {
  std::vector<FileChange> files;        // in the order of ids
  std::vector<const Source*> vanished;  // files of the current generation that are no more
  bool has_new_stamps = false;          // a file was touched, but its content is the same

  // Whether all articles are the same, under the same ids.
  bool is_empty() const;

  // The files to read, in the order of ids.
  std::vector<SourceFile> files_to_read() const;

  // The ids under which moved files were known.
  std::vector<std::string> moved_ids() const;
};

// Whether a file that was skipped for this reason may well be read by another run: nothing is known of its
// content.
bool is_passing(const Skip& skip);

// Leaves the articles of a known file as they are, since it cannot be read for this reason.
void keep_articles(FileChange& change, const Skip& skip);

// What the next generation records of a file that is not read.
Source source_of_reused(const FileChange& change);

// What is to be reported of a file: why it could not be looked at, else what of it did not become an article.
void append_skips(const FileChange& change, const Source& source, std::vector<Skip>& skips);

struct ComparisonOptions {
  std::uint64_t max_bytes = 0;  // of a file
  std::size_t threads = 1;
};

// `current` has a manifest and must outlive the result. A file that cannot be read now, itself or because of
// its directory, keeps its articles: that is no deletion.
//
// A moved file is one of the same content and base name whose path gives the same date: what is derived from
// a path is then the same, too.
Changes find_changes(const CurrentIndex& current, const std::vector<std::string>& roots,
                     const WalkResult& walk, const ComparisonOptions& options);

// Makes the stamps of files that were changed in the last moments such that they will not be trusted: a
// second change in the same tick of the file system's clock would leave no trace. `now_ns` is the time before
// the walk.
void distrust_young_stamps(std::vector<SourceFile>& files, std::int64_t now_ns);

}  // namespace chokepoint
