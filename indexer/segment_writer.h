// SPDX-License-Identifier: GPL-2.0-or-later
// Writes articles into small Xapian databases ("segments"), which Xapian merges in order: several, because
// each thread then has its own writer, and what is held in memory is bounded.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "common/article/article.h"
#include "common/base/error.h"
#include "common/index/xapian_errors.h"
#include "common/text/analyzer.h"
#include "indexer/document_builder.h"
#include "indexer/glass/segment_builder.h"
#include "indexer/new_file.h"

namespace chokepoint {

inline constexpr std::size_t kSegmentBytes = 32 * 1024 * 1024;  // in memory, that end a segment

// For a database that nobody reads while it is written, and that a crash throws away: no fsync, blocks
// overwritten in place.
inline constexpr int kUnsharedDatabaseFlags =
    Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

// Xapian's errors come out of `work` as InputError: what it writes to is ours, so only the system can be at
// fault.
template <typename Work>
void with_write_errors(const std::string& doing, Work&& work) {
  try {
    std::forward<Work>(work)();
  } catch (const Xapian::InvalidOperationError&) {
    // A write failed, and with DB_DANGEROUS Xapian 1.4 cannot take back what it wrote: it says that instead.
    throw InputError("cannot " + doing + ": most often the disk is full or a limit of the system was reached",
                     kSystemHint);
  } catch (const Xapian::Error& error) {
    throw InputError(describe(error, doing), kSystemHint);
  }
}

// Writes one or more segments named BASE-000, BASE-001, ... below `directory`. Not to be shared by threads.
class SegmentWriter {
 public:
  SegmentWriter(const Analyzer& analyzer, std::filesystem::path directory, std::string base);

  void add(Article article);

  // Writes what is left and returns the paths of all segments, in order.
  std::vector<std::filesystem::path> finish();

 private:
  void write();

  const Analyzer& analyzer_;
  std::filesystem::path directory_;
  std::string base_;
  std::vector<std::filesystem::path> segments_;
  glass::SegmentBuilder segment_;
  std::vector<std::string> languages_;  // of the articles in it
};

// Merges `segments`, in order, into one database at `destination`, and removes them.
void merge_segments(std::vector<std::filesystem::path> segments, const std::filesystem::path& destination);

}  // namespace chokepoint
