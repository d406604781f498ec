// SPDX-License-Identifier: GPL-2.0-or-later
// Reads one file into raw articles: bytes, unpacked, their format recognised, then the reader of that format.
// Text comes out as valid UTF-8; what cannot be an article comes out as a Skip and costs only itself.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "indexer/source/filter.h"
#include "indexer/source/raw_article.h"

namespace chokepoint {

struct ReadOptions {
  std::uint64_t max_bytes = 20ULL * 1024 * 1024;  // of a file, packed and unpacked
  std::vector<Filter> filters = {};               // before the built-in converters
};

// What was read of a file, for recognising it in the next run.
struct ReadReceipt {
  std::string content_hash;  // of its bytes as they are on disk; empty if the file could not be read
  std::uint64_t articles = 0;
};

// Whether a file is read by a program of its own, as far as its name tells: that takes as long as hundreds of
// others.
bool needs_converter(const SourceFile& file, const ReadOptions& options);

// Calls `sink` for each article of `file`, in the order of the file. Throws only what `sink` throws.
ReadReceipt read_articles(const SourceFile& file, const ReadOptions& options, const ArticleSink& sink);

}  // namespace chokepoint
