// SPDX-License-Identifier: GPL-2.0-or-later
// The stamps of an index: what built it, and whether this program may read it. Kept as Xapian metadata
// inside the generation, so that a generation explains itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <xapian.h>

namespace chokepoint {

// Opens the glass database at `path` to read it. Anything else is refused by a Xapian error: a stub in its
// place, or in its directory, could run a command or reach out to the network.
Xapian::Database open_database(const std::string& path);

struct IndexInfo {
  int format = 0;
  std::uint64_t build = 0;  // only grows, however the index is rebuilt
  std::string analyzer;     // Analyzer::fingerprint()
  std::string vocabulary;   // Vocabulary::fingerprint()
  std::string icu;
  std::string xapian;
  std::string program;                 // version of the indexer
  std::vector<std::string> languages;  // of the articles, sorted; whose stems queries try
  std::string newest;                  // latest publication date, ISO 8601; empty if none has one
};

// The stamps that an index built by this program gets; build, languages and newest are the caller's.
IndexInfo current_index_info();

void write_index_info(const IndexInfo& info, Xapian::WritableDatabase& database);

// Reads the stamps and throws IndexError when this program must not use the index: no chokepoint index,
// another format, or words split by other rules.
IndexInfo read_index_info(const Xapian::Database& database, const std::string& path);

}  // namespace chokepoint
