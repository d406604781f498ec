// SPDX-License-Identifier: GPL-2.0-or-later
// Rich Text Format 1.9.1: one article. Paragraphs, list items and table rows become lines; deleted and hidden
// text, headers, footers and pictures are left out; title and author are those of the document's properties.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_rtf(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
