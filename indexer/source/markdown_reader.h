// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown, with or without YAML front matter: one article. Key names of the front matter as Hugo and Jekyll
// have them (title, date, author, lang, ...).
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_markdown(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
