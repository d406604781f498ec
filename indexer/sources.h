// SPDX-License-Identifier: GPL-2.0-or-later
// sources.tsv of a generation: the files it was made from as they were, which articles came of each, and what
// was skipped, so that the next run can tell by stat(2) what changed and replace only that.
//
// A line "chokepoint-sources", the format and the hash of all that follows; then a line a file, in the order
// of ids: size, modified, changed, inode, root, content hash, articles, id, path; then one for each skip of
// that file: "-", path, reason, detail. Fields are separated by tabs; in them a tab is "\t", a line feed
// "\n", a backslash "\\". Articles are document numbers, ascending or not: "17-216,300".
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/source/corpus_walker.h"
#include "indexer/source/skip.h"

namespace chokepoint {

inline constexpr const char* kSourcesName = "sources.tsv";

// Written into a published generation, and therefore no part of its manifest: sources.tsv with the stamps of
// files that were touched but not changed, so that they are not hashed in each run. It vouches for itself by
// its hash; one that is damaged or half written is as good as none.
inline constexpr const char* kRefreshedSourcesName = "stamps.tsv";

struct Source {
  SourceFile file;
  std::string content_hash;             // empty if it could not be read
  std::vector<std::uint32_t> articles;  // their document numbers, in the order of the file
  std::vector<Skip> skips;              // what was in the file and did not become an article
};

using Sources = std::vector<Source>;  // in the order of ids

std::uint64_t count_articles(const Sources& sources);

// Throws as read_manifest().
Sources read_sources(const std::filesystem::path& generation);

// The content of the file.
std::string to_text(const Sources& sources);

// True if there are none.
bool are_refreshed_sources_sound(const std::filesystem::path& generation);

// Leaves the refreshed stamps in a published generation. It is a hint: what fails is tried again by the next
// run.
void refresh_sources(const Sources& sources, const std::filesystem::path& generation) noexcept;

}  // namespace chokepoint
