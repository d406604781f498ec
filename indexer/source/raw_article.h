// SPDX-License-Identifier: GPL-2.0-or-later
// What the readers hand on: an article as its file has it, before cleaning and extraction.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/article/article.h"
#include "indexer/clean/cleaner.h"
#include "indexer/source/corpus_walker.h"
#include "indexer/source/skip.h"

namespace chokepoint {

struct RawArticle {
  std::string id;
  std::string path;
  std::string text;  // valid UTF-8, LF line ends, a paragraph or list item a line
  SourceMetadata metadata;
  std::vector<DroppedLine> dropped;  // what the reader left out of a page, with its rule; `at` is into `text`
  std::vector<std::string> notes;    // what --explain should say about the reading, a line each
};

using RawOutcome = std::variant<RawArticle, Skip>;
using ArticleSink = std::function<void(RawOutcome&&)>;

// The content of one file as a reader gets it: unpacked, its format recognised.
struct SourceContent {
  const SourceFile& file;
  std::string_view name;  // base name without the suffix of a compression: "a.html" of "a.html.gz"
  std::string_view bytes;
};

}  // namespace chokepoint
