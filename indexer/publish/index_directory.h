// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in the directory of an index besides the current generation: earlier ones, what runs that died
// left behind, and what does not belong there. common/index/generation.h says what it is made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

// What a file or directory is called until it is finished.
inline constexpr std::string_view kUnfinishedSuffix = ".tmp";
std::string unfinished_name(std::string name);

// Makes the directory `db` if it is not there. Throws IndexError if it is no directory or holds files of
// somebody else: a mistyped --db must not be written into.
void prepare_index_directory(const std::filesystem::path& db);

// The names in `db` that no indexer makes, sorted. Throws IndexError if it cannot be read.
std::vector<std::string> foreign_names(const std::filesystem::path& db);

// The number that the next generation gets: one more than any that exists, complete or not. Throws IndexError
// if somebody used them up.
std::uint64_t next_generation_number(const std::filesystem::path& db);

inline constexpr std::size_t kAllGenerations = std::numeric_limits<std::size_t>::max();

// Removes generations older than the `keep` before `current`, and leftovers of runs that died. Needs the
// RunLock. Nothing is removed before it is certain that a power cut cannot bring back a stub that names it,
// and what cannot be removed is left to the next run.
void collect_garbage(const std::filesystem::path& db, std::uint64_t current, std::size_t keep);

}  // namespace chokepoint
