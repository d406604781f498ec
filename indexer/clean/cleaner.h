// SPDX-License-Identifier: GPL-2.0-or-later
// Finds what is article in a scraped text, line by line: takes out boilerplate with the rule that said so,
// harvests title, dates, byline and publisher, and keeps the rest. The fixed
// phrases are in boilerplate.tsv, the rules of shape and place in boilerplate.cc; they look at the shape and
// the fixed phrases of web pages, never at a story's words.
//
// Input is valid UTF-8 with LF line ends (repair_utf8). Linear in the length of the text. Thread-safe.
#pragma once

#include <string_view>

#include "common/article/article.h"

namespace chokepoint {

// What the source itself said about the article; non-empty fields win over what the text shows.
struct SourceMetadata {
  std::string title;
  std::string published;       // any form that parse_time_stamp() reads
  std::string published_from;  // where `published` stood, for --explain ("JSON-LD datePublished")
  std::string updated;         // as `published`
  std::string url;
  std::string publisher;
  std::string author;
  std::string language;  // BCP 47, in any case
};

// Fills title, text, body_begin, dates, publisher, author, url, dropped and notes of an article whose body is
// `raw` and whose id is set. `id`, `path` and facets are left alone.
void clean_article(std::string_view raw, const SourceMetadata& metadata, Article& article);

}  // namespace chokepoint
