// SPDX-License-Identifier: GPL-2.0-or-later
// From a query word to the other forms of it that the index holds. The indexer records each indexed word
// under its language and stem in Xapian's synonym table, which compaction merges; the searcher looks the
// stem of a query word up in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/text/stemmer.h"

namespace chokepoint {

// The key under which forms of `stem` in `language` are recorded.
std::string word_forms_key(std::string_view language, std::string_view stem);

// Forms of `word` (folded) in an index, in each of `languages`; `word` itself comes first, the others in
// byte order. The database must be open.
std::vector<std::string> word_forms(const Xapian::Database& database,
                                    const std::vector<std::string>& languages, const std::string& word);

}  // namespace chokepoint
