// SPDX-License-Identifier: GPL-2.0-or-later
// A mail (one article), or an mbox of many: newsletters and forwarded stories.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_mail(const SourceContent& content, const ArticleSink& sink);
void read_mbox(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
