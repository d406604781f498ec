// SPDX-License-Identifier: GPL-2.0-or-later
// RSS 0.9x to 2.0, Atom and RDF (RSS 1.0) feeds: an article an item. Its id is FILE#ID by the item's guid or
// id, else its address, else its number. The whole text (content:encoded, content) is taken before the
// summary, and where there is neither the title stands for it. The publisher is the item's source, if it
// names one, else the feed's title. A broken feed gives the items before the fault, then a Skip "bad-xml".
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_feed(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
