// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/feed_reader.h"

#include <algorithm>
#include <utility>

#include <gumbo.h>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/article_ids.h"
#include "indexer/source/charset.h"
#include "indexer/source/feed_parser.h"
#include "indexer/source/html_text.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNameBytes = 32;  // as long as HTML's names of elements and characters get

// "<p>" or "</b >", but neither "<at sea>", which is none of HTML's names, nor "a <b c".
bool begins_with_tag(std::string_view text) {
  if (text.starts_with("<!--")) return true;
  const std::size_t end = text.find_first_of("<>", 1);
  if (end == std::string_view::npos || text[end] == '<') return false;
  text = text.substr(0, end);
  text.remove_prefix(text.starts_with("</") ? 2 : 1);
  const std::string_view name = text.substr(0, std::min(text.find_first_of(" \t\n/"), kMaxNameBytes));
  return gumbo_tagn_enum(name.data(), static_cast<unsigned>(name.size())) != GUMBO_TAG_UNKNOWN;
}

bool begins_with_reference(std::string_view text) {
  return text.size() > 2 && (is_ascii_letter(text[1]) || text[1] == '#') &&
         text.substr(0, kMaxNameBytes).find(';') != std::string_view::npos;
}

// Whether a text that may be either is HTML.
bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
       at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest.front() == '<' ? begins_with_tag(rest) : begins_with_reference(rest)) return true;
  }
  return false;
}

HtmlText read_text(const FeedText& text) {
  const bool is_html = text.kind == FeedText::Kind::kHtml ||
                       (text.kind == FeedText::Kind::kUnknown && looks_like_html(text.text));
  if (is_html) return read_html_text(text.text, HtmlKind::kFragment);
  HtmlText plain;
  plain.text = trim(text.text);
  return plain;
}

std::string read_line(const FeedText& text) {
  return short_field(read_text(text).text);
}

const FeedText& first_given(const FeedText& preferred, const FeedText& otherwise) {
  return preferred.text.empty() ? otherwise : preferred;
}

SourceMetadata read_metadata(const FeedRecord& item, const FeedRecord& channel) {
  const FeedText& updated = item.get(FeedField::kUpdated);
  // Atom demands only the date of the last change.
  const FeedText& published = first_given(item.get(FeedField::kPublished), updated);
  SourceMetadata metadata;
  metadata.title = read_line(item.get(FeedField::kTitle));
  metadata.published = short_field(published.text);
  if (!metadata.published.empty()) metadata.published_from = "feed " + std::string(published.element);
  metadata.updated = short_field(updated.text);
  metadata.url = short_field(item.get(FeedField::kLink).text);
  metadata.publisher =
      read_line(first_given(item.get(FeedField::kPublisher), channel.get(FeedField::kTitle)));
  FeedText author = first_given(item.get(FeedField::kAuthor), channel.get(FeedField::kAuthor));
  author.text = person_name(author.text);  // before "<jane@example.org>" is taken for a tag
  metadata.author = read_line(author);
  metadata.language =
      short_field(first_given(item.get(FeedField::kLanguage), channel.get(FeedField::kLanguage)).text);
  return metadata;
}

// The whole text if the feed has it, else the summary, else the title alone.
HtmlText read_body(const FeedRecord& item, const std::string& title) {
  for (const FeedField field : {FeedField::kContent, FeedField::kSummary}) {
    HtmlText body = read_text(item.get(field));
    if (!trim(body.text).empty()) return body;
  }
  HtmlText body;
  body.text = title;
  return body;
}

RawOutcome read_item(const FeedRecord& item, const Feed& feed, const SourceFile& file) {
  RawArticle article;
  article.path = file.path;
  article.metadata = read_metadata(item, feed.channel);
  HtmlText body = read_body(item, article.metadata.title);
  if (body.text.empty())
    return Skip{file.path + ":" + std::to_string(item.line), "no-text",
                "the item has neither text nor title"};
  article.text = std::move(body.text);
  article.dropped = std::move(body.dropped);
  article.notes = std::move(body.notes);
  if (!item.note.empty()) article.notes.push_back(item.note);
  return article;
}

}  // namespace

void read_feed(const SourceContent& content, const ArticleSink& sink) {
  const SourceFile& file = content.file;
  auto decoded = decode_text(content.bytes, declared_xml_charset(content.bytes), file.path);
  if (auto* skip = std::get_if<Skip>(&decoded)) return sink(std::move(*skip));
  const auto& text = std::get<DecodedText>(decoded);

  const Feed feed = parse_feed(text.text);
  ArticleIds ids(file.id);
  std::size_t ordinal = 0;
  for (const FeedRecord& item : feed.items) {
    ++ordinal;
    RawOutcome outcome = read_item(item, feed, file);
    if (auto* article = std::get_if<RawArticle>(&outcome)) {
      article->id = ids.next(
          short_field(first_given(item.get(FeedField::kId), item.get(FeedField::kLink)).text), ordinal);
      if (!text.note.empty()) article->notes.push_back(text.note);
    }
    sink(std::move(outcome));
  }
  if (!feed.fault.empty()) {
    sink(Skip{file.path + ":" + std::to_string(feed.fault_line), "bad-xml",
              feed.fault + "; " + std::to_string(feed.items.size()) + " articles before it were read"});
  } else if (feed.items.empty()) {
    sink(Skip{file.path, "empty", "no article in the feed"});
  }
}

}  // namespace chokepoint
