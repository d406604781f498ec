// SPDX-License-Identifier: GPL-2.0-or-later
// A raw article's way to a finished one: clean, tell the language, extract. The same for indexing,
// --dry-run and --explain.
#pragma once

#include "common/article/article.h"
#include "common/facets/vocabulary.h"
#include "indexer/extract/extractor.h"
#include "indexer/source/article_reader.h"

namespace chokepoint {

// A const ArticleProcessor may be shared by threads. `vocabulary` must outlive it.
class ArticleProcessor {
 public:
  explicit ArticleProcessor(const Vocabulary& vocabulary) : extractor_(vocabulary) {}

  Article process(const RawArticle& raw) const;

 private:
  void extract(Article& article) const;

  Extractor extractor_;
};

}  // namespace chokepoint
