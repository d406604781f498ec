// SPDX-License-Identifier: GPL-2.0-or-later
// Article -> what the index keeps of it, as the field table (common/index/fields.h) says. Every term is
// bounded here: one that Xapian refuses would cost the whole batch, not just its article.
#pragma once

#include <string>

#include <xapian.h>

#include "common/article/article.h"
#include "common/text/analyzer.h"
#include "indexer/document_sink.h"

namespace chokepoint {

// Adds all of `article` to `sink`; its text may be longer than what is stored of it. `analyzer` must be the
// one of the whole index.
void build_document(const Analyzer& analyzer, Article article, DocumentSink& sink);

// The same as a document that can replace another one.
Xapian::Document build_document(const Analyzer& analyzer, Article article);

// The unique term of the article with this id.
std::string id_term(const std::string& id);

}  // namespace chokepoint
