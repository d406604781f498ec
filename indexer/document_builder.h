// SPDX-License-Identifier: GPL-2.0-or-later
// Article -> Xapian::Document, as the field table (common/index/fields.h) says. Every term is checked
// here: one that Xapian refuses would cost the whole batch, not just its article.
#pragma once

#include <string>
#include <unordered_set>

#include <xapian.h>

#include "common/article/article.h"
#include "common/text/analyzer.h"

namespace chokepoint {

// The words of one article that stems may lead to, for common/index/word_forms.h.
using WordSet = std::unordered_set<std::string>;

// The document of `article`, whose text may be longer than what is stored of it. Adds its words,
// joined ones too, to `words`. `analyzer` must be the one of the whole index.
Xapian::Document build_document(const Analyzer& analyzer, Article article, WordSet& words);

// The unique term of the article with this id.
std::string id_term(const std::string& id);

}  // namespace chokepoint
