// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/score_parts.h"

#include <array>
#include <cstdio>

#include "common/index/fields.h"
#include "searcher/ranking.h"

namespace chokepoint {
namespace {

using Xapian::Query;

std::string with_two_decimals(double number) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.2f", number);
  return buffer.data();
}

class ScoreParts {
 public:
  ScoreParts(const Xapian::Database& database, const Xapian::MSetIterator& result)
      : database_(database), article_(*result), id_(result.get_document().get_value(kIdSlot)) {}

  void add(double weight, const std::string& label) {
    if (weight > 0) lines_.push_back(with_two_decimals(weight) + "  " + label);
  }

  // What `query` weighs in the article: weights do not depend on the rest of the query.
  double weight_of(const Query& query) const {
    if (query.empty()) return 0;
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(text_weight());
    enquire.set_query(Query(Query::OP_FILTER, query, Query(field_term(kIdPrefix, id_))));
    const Xapian::MSet found = enquire.get_mset(0, database_.get_doccount());
    for (auto item = found.begin(); item != found.end(); ++item) {
      if (*item == article_) return item.get_weight();
    }
    return 0;
  }

  std::vector<std::string> take() { return std::move(lines_); }

 private:
  const Xapian::Database& database_;
  const Xapian::docid article_;
  const std::string id_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> score_parts(const Xapian::Database& database, const CompiledQuery& compiled,
                                     const Xapian::MSetIterator& result, const std::string& newest) {
  ScoreParts parts(database, result);
  for (const RankedPart& part : compiled.parts) {
    parts.add(parts.weight_of(part.text), part.label + (part.title.empty() ? "" : " in the text"));
    parts.add(kTitleWeight * parts.weight_of(part.title), part.label + " in the title");
  }
  for (const Boost& boost : compiled.boosts) parts.add(parts.weight_of(boost.query), boost.label);
  parts.add(recency_weight(result.get_document().get_value(kDateSlot), newest), "recency, against " + newest);
  return parts.take();
}

}  // namespace chokepoint
