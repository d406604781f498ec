// SPDX-License-Identifier: GPL-2.0-or-later
// manifest.json of a generation: what its files must look like, so that damage is found (Xapian opens a
// database with a missing position table without a word, and then answers phrases wrongly), and what the
// content depends on besides the articles. What it was made from stands in sources.tsv (indexer).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace chokepoint {

struct ManifestTable {
  std::string name;  // of the file in the generation's directory
  std::uint64_t size = 0;
  std::string content_hash;
};

struct Manifest {
  std::uint64_t build = 0;
  std::uint64_t articles = 0;
  std::string settings;            // analyzer, tables, limits: other settings give other content
  std::vector<std::string> roots;  // absolute paths (bytes), in the order they were added
  std::vector<ManifestTable> tables;
};

// Throws IndexError that names the file if it is missing or not, byte for byte, what to_text() gives,
// InputError if the system is out of descriptors or memory.
Manifest read_manifest(const std::filesystem::path& generation);

// The content of the file. It begins with its own hash.
std::string to_text(const Manifest& manifest);

// Throws IndexError if a file of the manifest is missing or has another size. Costs a stat(2) a file, so
// every search can afford it; hashes are for "indexer --verify".
void check_table_sizes(const Manifest& manifest, const std::filesystem::path& generation);

// The bytes of a file of the index. Errors as read_manifest().
std::string read_index_file(const std::filesystem::path& path);

}  // namespace chokepoint
