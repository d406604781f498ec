// SPDX-License-Identifier: GPL-2.0-or-later
// Words that carry no meaning of their own ("the", "is", "von"), by the table stop_words.tsv.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace chokepoint {

// Those of `words` (folded) that are stop words in the language that most of them are stop words of; English
// where two have as many, or where the others' are all English words as well: "war" is one in "was war der
// Grund", but not in "war in space", nor is Italian "ai" in "AI chips". Throws UsageError for a bad table.
std::set<std::string> stop_words_among(const std::vector<std::string>& words);

}  // namespace chokepoint
