// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown, with or without YAML front matter: one article. Names of the front matter are those of Hugo,
// Jekyll and pandoc (title, date, lastmod, author, lang, ...; the table is in front_matter.cc).
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_markdown(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
