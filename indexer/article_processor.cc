// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/article_processor.h"

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
  extractor_.extract(article);
  return article;
}

}  // namespace chokepoint
