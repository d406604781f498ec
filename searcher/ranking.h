// SPDX-License-Identifier: GPL-2.0-or-later
// In which order results come. Relevance is BM25 over title and body, more for words in the title, and a
// mild preference for recent articles; equal ranks are ordered by id. Nothing depends on the clock or on
// document numbers, so one generation always answers alike.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <xapian.h>

#include "searcher/options.h"
#include "searcher/query/compile.h"

namespace chokepoint {

// How much a word in the title counts, against the same word in the text.
inline constexpr double kTitleWeight = 0.3;

// The weight that an article of the newest day gets for being new, and the age at which half of it is left.
// A rare word weighs about 8, so recency decides among articles that match about equally well.
inline constexpr double kRecencyWeight = 0.8;
inline constexpr double kRecencyHalfLifeDays = 365;

// BM25 of words in the text.
Xapian::BM25Weight text_weight();

// What an article published on `digits` (as the date slot holds them) gets for its age before `newest`
// (ISO 8601); 0 if either is unknown.
double recency_weight(std::string_view digits, std::string_view newest);

enum class WhichBoosts { kAll, kQuick };  // without those that have a late weight; see page_match.h

// What matches, with what lifts an article among the matches: words in the title, and the boosts.
Xapian::Query with_boosts(const CompiledQuery& compiled, WhichBoosts which);

// Adds recency_weight() to what `matching` weighs, and matches the same.
Xapian::Query with_recency(const Xapian::Query& matching, const std::string& newest);

// Sets the order of `enquire`. The object must live as long as the enquire is used.
class ResultOrder {
 public:
  explicit ResultOrder(Sort sort);
  void apply(Xapian::Enquire& enquire) const;

 private:
  std::unique_ptr<Xapian::KeyMaker> key_maker_;  // null: by weight
};

}  // namespace chokepoint
