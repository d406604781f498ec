// SPDX-License-Identifier: GPL-2.0-or-later
// Words that the best articles have in common, as a boost for the others: who asks in many words seldom uses
// all the words of the articles that answer. (Pseudo-relevance feedback: relevance model RM1 of Lavrenko and
// Croft, 2001, its terms weighed by idf.) Only what matches already is lifted; nothing new is found.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/boosts.h"
#include "searcher/query/term_lookup.h"

namespace chokepoint {

// From how many words on (stop words apart) a query gets feedback, and from how many articles. Short queries
// lost by it: what their best articles share is often not what was asked.
inline constexpr std::size_t kMinFeedbackQueryWords = 7;
inline constexpr Xapian::doccount kFeedbackArticles = 5;

// `best` are the first results of the query, `asked` its own words in all forms. Nothing if `best` have no
// word that tells them from the others.
std::optional<Boost> feedback_boost(const Xapian::MSet& best, const std::set<std::string>& asked,
                                    const Xapian::Database& database, TermLookup& lookup);

}  // namespace chokepoint
