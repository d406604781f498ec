// SPDX-License-Identifier: GPL-2.0-or-later
// sources.json of a generation: the files it was made from as they were, so that the next run can tell by
// stat(2) what changed, and what was skipped, so that a run that finds nothing new can say it again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "common/index/manifest.h"
#include "indexer/source/corpus_walker.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct Source {
  SourceFile file;
  std::string content_hash;  // empty if it could not be read
  std::uint64_t articles = 0;
};

struct Sources {
  std::vector<Source> files;  // in the order of ids
  std::vector<Skip> skips;    // of reading and processing, not of walking
};

// Errors as read_manifest() and write_manifest().
Sources read_sources(const std::filesystem::path& generation);
void write_sources(const Sources& sources, const std::filesystem::path& generation);

// The files of the generation's directory as they are now, but for the manifest; sorted by name.
std::vector<ManifestTable> list_tables(const std::filesystem::path& generation);

}  // namespace chokepoint
