// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_processor.h"

#include <algorithm>
#include <string>

#include "common/base/utf8.h"
#include "common/text/language.h"

namespace chokepoint {

Article ArticleProcessor::process(const RawArticle& raw) const {
  Article article;
  article.id = raw.id;
  article.path = raw.path;
  article.notes = raw.notes;
  clean_article(raw.text, raw.metadata, article);
  article.dropped.insert(article.dropped.begin(), raw.dropped.begin(), raw.dropped.end());
  article.language = detect_language(article.text, raw.metadata.language);
  extract(article);
  return article;
}

// Beyond what is stored of a text, no event could show its sentence.
void ArticleProcessor::extract(Article& article) const {
  if (article.text.size() <= kMaxStoredTextBytes) return extractor_.extract(article);
  const std::size_t stored = utf8_prefix(article.text, kMaxStoredTextBytes).size();
  const std::string rest = article.text.substr(stored);
  const std::size_t body_begin = article.body_begin;
  article.text.resize(stored);
  article.body_begin = std::min(body_begin, stored);
  extractor_.extract(article);
  article.text += rest;
  article.body_begin = body_begin;
}

}  // namespace chokepoint
