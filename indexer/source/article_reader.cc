// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/article_reader.h"

#include "common/base/hash.h"
#include "indexer/source/charset.h"
#include "indexer/source/converter.h"
#include "indexer/source/feed_reader.h"
#include "indexer/source/format.h"
#include "indexer/source/html_reader.h"
#include "indexer/source/json_reader.h"
#include "indexer/source/mail_reader.h"
#include "indexer/source/markdown_reader.h"
#include "indexer/source/read_file.h"
#include "indexer/source/rtf_reader.h"
#include "indexer/source/unpack.h"

namespace chokepoint {
namespace {

void read_text(const SourceContent& content, const ArticleSink& sink) {
  auto decoded = decode_text(content.bytes, "", content.file.path);
  if (auto* skip = std::get_if<Skip>(&decoded)) return sink(std::move(*skip));
  auto& text = std::get<DecodedText>(decoded);
  RawArticle article;
  article.id = content.file.id;
  article.path = content.file.path;
  article.text = std::move(text.text);
  if (!text.note.empty()) article.notes.push_back(std::move(text.note));
  sink(std::move(article));
}

void read_as(Format format, const SourceContent& content, const ArticleSink& sink) {
  switch (format) {
    case Format::kText:
      return read_text(content, sink);
    case Format::kHtml:
      return read_html(content, sink);
    case Format::kMarkdown:
      return read_markdown(content, sink);
    case Format::kJson:
      return read_json_article(content, sink);
    case Format::kJsonLines:
      return read_json_lines(content, sink);
    case Format::kFeed:
      return read_feed(content, sink);
    case Format::kMail:
      return read_mail(content, sink);
    case Format::kMbox:
      return read_mbox(content, sink);
    case Format::kRtf:
      return read_rtf(content, sink);
    case Format::kPdf:
    case Format::kDocx:
    case Format::kOdt:
    case Format::kEpub:
      return read_converted(content, format, sink);
  }
}

void read_content(const SourceFile& file, std::string bytes, const ReadOptions& options,
                  const ArticleSink& sink) {
  auto unpacked =
      unpack_file(std::move(bytes), std::string(base_name(file.path)), options.max_bytes, file.path);
  if (auto* skip = std::get_if<Skip>(&unpacked)) return sink(std::move(*skip));
  const auto& [content, name] = std::get<UnpackedFile>(unpacked);
  const SourceContent source{file, name, content};
  // A user's filter goes before our own readers, and reads what none of them can.
  if (const Filter* filter = find_filter_by_name(options.filters, name))
    return read_filtered(source, *filter, sink);
  auto format = detect_format(content, name, file.path);
  if (auto* skip = std::get_if<Skip>(&format)) return sink(std::move(*skip));
  const std::string_view media_type = format_info(std::get<Format>(format)).media_type;
  if (const Filter* filter = find_filter_by_type(options.filters, media_type))
    return read_filtered(source, *filter, sink);
  read_as(std::get<Format>(format), source, sink);
}

}  // namespace

bool needs_converter(const SourceFile& file, const ReadOptions& options) {
  const std::string_view name = base_name(file.path);
  if (find_filter_by_name(options.filters, name) != nullptr) return true;
  const auto format = format_of_suffix(name);
  return format && format_info(*format).is_converted;
}

ReadReceipt read_articles(const SourceFile& file, const ReadOptions& options, const ArticleSink& sink) {
  auto content = read_file(file, options.max_bytes);
  if (auto* skip = std::get_if<Skip>(&content)) {
    sink(std::move(*skip));
    return {};
  }
  auto& bytes = std::get<std::string>(content);
  ReadReceipt receipt{content_hash(bytes), 0};
  read_content(file, std::move(bytes), options, [&](RawOutcome&& outcome) {
    if (std::holds_alternative<RawArticle>(outcome)) ++receipt.articles;
    sink(std::move(outcome));
  });
  return receipt;
}

}  // namespace chokepoint
