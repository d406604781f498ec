// SPDX-License-Identifier: GPL-2.0-or-later
// What every reader of articles promises of any bytes: it ends, each article has text in valid UTF-8 and an
// id of its own in the file, each skip a reason that is documented.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "common/base/utf8.h"
#include "indexer/source/raw_article.h"
#include "tests/fuzz/promise.h"

namespace chokepoint {

inline void check_field(const std::string& field) {
  require(is_valid_utf8(field), "a field is valid UTF-8", field);
  require(field.size() <= 2000 && field.find('\n') == std::string::npos, "a field is one short line", field);
}

inline void check_article(const RawArticle& article) {
  require(is_valid_utf8(article.text) && !trim(article.text).empty(), "an article has text", article.text);
  require(article.text.find('\r') == std::string::npos && article.text.find('\0') == std::string::npos,
          "lines end in LF, and nothing is NUL", article.text);
  const SourceMetadata& metadata = article.metadata;
  for (const std::string* field : {&metadata.title, &metadata.published, &metadata.updated, &metadata.url,
                                   &metadata.publisher, &metadata.author, &metadata.language})
    check_field(*field);
  require(metadata.published.empty() == metadata.published_from.empty(), "a date says where it stood",
          metadata.published);
  for (const DroppedLine& line : article.dropped)
    require(line.at <= article.text.size(), "what is dropped stood in the text", line.text);
  for (const std::string& note : article.notes) require(is_valid_utf8(note), "a note is valid UTF-8", note);
}

using Reader = void (*)(const SourceContent&, const ArticleSink&);

// `name` is that of the file, and its id.
inline void check_reader(Reader reader, const char* name, const std::uint8_t* data, std::size_t size) {
  SourceFile file;
  file.id = name;
  file.path = std::string("/") + name;
  std::set<std::string> ids;
  std::size_t outcomes = 0;
  reader({file, name, {reinterpret_cast<const char*>(data), size}}, [&](RawOutcome&& outcome) {
    ++outcomes;
    if (const auto* skip = std::get_if<Skip>(&outcome)) {
      require(!explain_skip_reason(skip->reason).empty(), "a reason is documented", skip->reason);
      require(!skip->detail.empty() && is_valid_utf8(skip->detail), "a skip says why", skip->detail);
      require(skip->path.starts_with(file.path), "a skip says where", skip->path);
      return;
    }
    const auto& article = std::get<RawArticle>(outcome);
    require(article.id.starts_with(file.id), "an id begins with its file's", article.id);
    require(ids.insert(article.id).second, "an id is there once", article.id);
    check_article(article);
  });
  require(outcomes > 0, "a file is an article or a skip", name);
}

}  // namespace chokepoint
