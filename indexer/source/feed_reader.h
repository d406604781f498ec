// SPDX-License-Identifier: GPL-2.0-or-later
// RSS 0.9x to 2.0, Atom 1.0 and RDF (RSS 1.0) feeds: an article an item.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_feed(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
