// SPDX-License-Identifier: GPL-2.0-or-later
// The version file of a database of Xapian's glass backend: where the roots of its tables are, and statistics
// of its documents. The format is that of Xapian 1.4 (backends/glass/glass_version.cc of xapian-core).
#pragma once

#include <cstdint>
#include <filesystem>

#include "indexer/glass/table_writer.h"

namespace chokepoint::glass {

struct TableRoots {
  TableRoot postlist;
  TableRoot docdata;
  TableRoot termlist;
  TableRoot position;
  TableRoot synonym;
};

// Lengths and frequencies are in words, counted as often as they stand.
struct Statistics {
  std::uint32_t documents = 0;     // numbered from 1, without gaps
  std::uint32_t least_length = 0;  // of those with words; 0 if none has any
  std::uint32_t greatest_length = 0;
  std::uint32_t greatest_frequency = 0;  // of a word within a document
  std::uint64_t all_lengths = 0;
};

// Throws InputError if it cannot be written.
void write_version_file(const std::filesystem::path& database, const TableRoots& roots,
                        const Statistics& statistics);

}  // namespace chokepoint::glass
