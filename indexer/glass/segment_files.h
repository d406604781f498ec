// SPDX-License-Identifier: GPL-2.0-or-later
// Writes a segment as a small database of Xapian's glass backend, for Xapian to merge with others
// (Database::compact). It is for that only: what is published, Xapian itself has written. The format is that
// of Xapian 1.4.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/glass/segment_builder.h"

namespace chokepoint::glass {

// Entries of Xapian's synonym table, a key and a word each, sorted, each once.
using Synonyms = std::vector<std::pair<std::string, std::string>>;

// `directory` must not exist. Throws InputError if it cannot be written.
void write_segment(const SegmentData& segment, const Synonyms& synonyms,
                   const std::filesystem::path& directory);

}  // namespace chokepoint::glass
