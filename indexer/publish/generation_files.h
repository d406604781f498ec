// SPDX-License-Identifier: GPL-2.0-or-later
// The files in a generation's directory: what a manifest says of them, and copies of them.
#pragma once

#include <filesystem>
#include <vector>

#include "common/index/manifest.h"

namespace chokepoint {

// Xapian's lock file, made in each database and always empty.
inline constexpr const char* kFlintlockName = "flintlock";

// The files as they are now, sorted by name; not the manifest, nor what is no part of a generation: the lock
// file, and stamps that were refreshed later (sources.h). Reads each whole.
// Throws InputError if the system cannot, IndexError if a file cannot be read.
std::vector<ManifestTable> list_tables(const std::filesystem::path& generation);

// Copies the tables of the generation at `from`, all but sources.tsv, to the new directory `to`, where they
// may be written to: copies (of blocks, where the file system shares them), never links. The copies are what
// the manifest says, byte for byte: damage does not travel on. Throws IndexError if the generation is not
// what the manifest says, InputError if there is no room, Interrupted.
void copy_tables(const Manifest& manifest, const std::filesystem::path& from,
                 const std::filesystem::path& to);

}  // namespace chokepoint
