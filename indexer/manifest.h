// SPDX-License-Identifier: GPL-2.0-or-later
// manifest.json of a generation: what it was made from, so that the next run can tell what changed, and
// what its files must look like, so that damage is found (Xapian opens a database with a missing position
// table without a word).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/source/corpus_walker.h"

namespace chokepoint {

// One input file as it was when it was read.
struct ManifestSource {
  SourceFile file;
  std::string content_hash;  // empty if it could not be read
  std::uint64_t articles = 0;
};

struct ManifestTable {
  std::string name;  // of the file in the generation's directory
  std::uint64_t size = 0;
  std::string content_hash;
};

struct Manifest {
  std::uint64_t build = 0;
  std::uint64_t articles = 0;
  std::string settings;            // what else the content depends on: analyzer, tables, limits
  std::vector<std::string> roots;  // absolute paths, in the order they were added
  std::vector<ManifestSource> sources;
  std::vector<ManifestTable> tables;
};

// Throws IndexError that names the file if it is missing or not a manifest.
Manifest read_manifest(const std::filesystem::path& generation);

// Throws InputError if it cannot be written.
void write_manifest(const Manifest& manifest, const std::filesystem::path& generation);

// The files of the generation's directory as they are now, but for the manifest itself; sorted by name.
std::vector<ManifestTable> list_tables(const std::filesystem::path& generation);

}  // namespace chokepoint
