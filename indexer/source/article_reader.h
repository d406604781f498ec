// SPDX-License-Identifier: GPL-2.0-or-later
// Reads one file into raw articles: .txt holds one, .json one object, .jsonl one object a line. Text comes
// out as valid UTF-8; what cannot be an article comes out as a Skip and costs only itself.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "indexer/clean/cleaner.h"
#include "indexer/source/corpus_walker.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct RawArticle {
  std::string id;
  std::string path;
  std::string text;  // valid UTF-8, LF line ends
  SourceMetadata metadata;
  std::string note;  // what --explain should say about the reading; may be empty
};

using RawOutcome = std::variant<RawArticle, Skip>;

struct ReadOptions {
  std::uint64_t max_bytes = 20ULL * 1024 * 1024;  // of a file
};

// What was read of a file, for recognising it in the next run.
struct ReadReceipt {
  std::string content_hash;  // empty if the file could not be read
  std::uint64_t articles = 0;
};

// Calls `sink` for each article of `file`, in the order of the file. Throws only what `sink` throws.
ReadReceipt read_articles(const SourceFile& file, const ReadOptions& options,
                          const std::function<void(RawOutcome&&)>& sink);

// The bytes of a file, or why they cannot be had. A file that changes while it is read is tried twice.
std::variant<std::string, Skip> read_file(const std::string& path, std::uint64_t max_bytes);

}  // namespace chokepoint
