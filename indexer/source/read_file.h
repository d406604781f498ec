// SPDX-License-Identifier: GPL-2.0-or-later
// The bytes of one version of a file, never of two.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "indexer/source/corpus_walker.h"
#include "indexer/source/skip.h"

namespace chokepoint {

// The bytes of a file that a walk has found, or why they cannot be had. A file that changes while it is read
// is tried twice. Memory grows with what is read, not with the size that the file claims; at most
// `max_bytes`. Throws InputError if descriptors or memory run out.
std::variant<std::string, Skip> read_file(const SourceFile& file, std::uint64_t max_bytes);

// The same of an absolute path without links.
std::variant<std::string, Skip> read_file(const std::string& path, std::uint64_t max_bytes);

}  // namespace chokepoint
