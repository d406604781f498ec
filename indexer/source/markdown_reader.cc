// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/markdown_reader.h"

#include <iterator>
#include <utility>

#include "common/base/utf8.h"
#include "indexer/source/charset.h"
#include "indexer/source/front_matter.h"
#include "indexer/source/html_text.h"
#include "indexer/source/markdown_html.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

// A raw HTML page inside may have metadata, too; what the front matter says is taken before.
void set_text(std::string_view markdown, RawArticle& article) {
  const auto rendered = render_markdown(markdown);
  if (!rendered) {
    article.text = markdown;
    article.notes.emplace_back("Markdown: rendered it is more than 16 times its size, taken as plain text");
    return;
  }
  HtmlText html = read_html_text(rendered->html, HtmlKind::kFragment);
  article.text = std::move(html.text);
  article.dropped = std::move(html.dropped);
  article.notes.insert(article.notes.end(), std::make_move_iterator(html.notes.begin()),
                       std::make_move_iterator(html.notes.end()));
  if (article.metadata.title.empty())
    article.metadata.title = short_field(read_html_text(rendered->title_html, HtmlKind::kFragment).text);
}

}  // namespace

void read_markdown(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  auto decoded = decode_text(content.bytes, "", file.path);
  if (auto* skip = std::get_if<Skip>(&decoded)) return sink(std::move(*skip));
  auto& text = std::get<DecodedText>(decoded);

  FrontMatter front = read_front_matter(text.text);
  RawArticle article;
  article.id = file.id;
  article.path = file.path;
  article.metadata = std::move(front.metadata);
  article.notes = std::move(front.notes);
  if (!text.note.empty()) article.notes.push_back(std::move(text.note));
  set_text(front.body, article);
  if (trim(article.text).empty()) article.text = article.metadata.title;
  if (article.text.empty()) return sink(Skip{file.path, "no-text", "neither text nor title"});
  sink(std::move(article));
}

}  // namespace chokepoint
