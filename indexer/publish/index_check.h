// SPDX-License-Identifier: GPL-2.0-or-later
// Whether an index is what was written: before a generation is published, and for indexer --verify. Both give
// the faults found, each naming a file; empty: sound. They throw only what stops everybody (InputError,
// bad_alloc).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/index/generation.h"
#include "common/index/manifest.h"

namespace chokepoint {

// How the tables in the directory of a generation differ from what its manifest says, reading each whole.
// Throws as list_tables().
std::vector<std::string> compare_tables(const Manifest& manifest, const std::filesystem::path& generation);

// The directory of a generation: its manifest is whole, every file is there, of its size and hash, none is
// foreign, the database has the articles that were counted, and probe queries find them.
std::vector<std::string> check_generation(const std::filesystem::path& generation);

// The directory of an index: what stands in it, and its current generation.
std::vector<std::string> check_index(const std::filesystem::path& db, const Generation& current);

}  // namespace chokepoint
