// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/pandoc_page.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/base/time_stamp.h"
#include "indexer/source/pdf_text.h"
#include "indexer/source/short_field.h"

namespace chokepoint {
namespace {

// The text between `begin` and the next `end`; empty if there is none.
std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t from = text.find(begin);
  if (from == std::string_view::npos) return {};
  text.remove_prefix(from + begin.size());
  const std::size_t to = text.find(end);
  return to == std::string_view::npos ? std::string_view() : text.substr(0, to);
}

// A piece of mark-up as one line of text.
std::string plain_text(std::string_view markup) {
  return short_field(read_html_text(markup, HtmlKind::kFragment).text);
}

// What the page says in its head, which pandoc fills from the document's title block.
SourceMetadata read_head(std::string_view page) {
  const std::string_view head = page.substr(0, page.find("<body"));
  SourceMetadata metadata;
  metadata.title = plain_text(between(page, "<h1 class=\"title\">", "</h1>"));
  metadata.author = plain_text(between(head, "<meta name=\"author\" content=\"", "\""));
  metadata.published = plain_text(between(head, "<meta name=\"dcterms.date\" content=\"", "\""));
  metadata.language = short_field(between(head, " lang=\"", "\""));
  if (!parse_time_stamp(metadata.published)) metadata.published.clear();
  if (!metadata.published.empty()) metadata.published_from = "title block of the document";
  return metadata;
}

// The body; the title block goes where all of it is in the metadata, else what it says of the date stays.
std::string_view body_of(std::string_view page, const SourceMetadata& metadata) {
  std::string_view body = page.substr(std::min(page.find("<body"), page.size()));
  const std::size_t end = body.find("</header>");
  const bool has_block = body.substr(0, 200).find("id=\"title-block-header\"") != std::string_view::npos;
  const bool has_loose_date = metadata.published.empty() && body.find("<p class=\"date\">") < end;
  if (has_block && end != std::string_view::npos && !has_loose_date) body.remove_prefix(end + 9);
  return body;
}

}  // namespace

HtmlText read_pandoc_page(std::string_view page) {
  SourceMetadata metadata = read_head(page);
  HtmlText html = read_html_text(body_of(page, metadata), HtmlKind::kFragment);
  html.metadata = std::move(metadata);
  return html;
}

std::string document_title(std::string_view properties) {
  std::string title = plain_text(between(properties, "<dc:title>", "</dc:title>"));
  return is_real_title(title) ? title : std::string();
}

}  // namespace chokepoint
