// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/html_reader.h"

#include <utility>

#include "common/base/utf8.h"
#include "indexer/source/charset.h"
#include "indexer/source/html_text.h"

namespace chokepoint {

void read_html(const SourceContent& content, const ArticleSink& sink) {
  const std::string& path = content.file.path;
  auto decoded = decode_text(content.bytes, declared_html_charset(content.bytes), path);
  if (auto* skip = std::get_if<Skip>(&decoded)) return sink(std::move(*skip));
  auto& page = std::get<DecodedText>(decoded);
  HtmlText html = read_html_text(page.text, HtmlKind::kPage);
  if (trim(html.text).empty()) return sink(Skip{path, "no-text", "the page shows no text"});
  RawArticle article;
  article.id = content.file.id;
  article.path = path;
  article.text = std::move(html.text);
  article.metadata = std::move(html.metadata);
  article.dropped = std::move(html.dropped);
  article.notes = std::move(html.notes);
  if (!page.note.empty()) article.notes.insert(article.notes.begin(), std::move(page.note));
  sink(std::move(article));
}

}  // namespace chokepoint
