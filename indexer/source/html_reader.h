// SPDX-License-Identifier: GPL-2.0-or-later
// A saved web page: one article.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

void read_html(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
