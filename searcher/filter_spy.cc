// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/filter_spy.h"

#include <algorithm>
#include <limits>

namespace chokepoint {
namespace {

constexpr Xapian::docid kNone = std::numeric_limits<Xapian::docid>::max();

std::vector<TermReader> readers(const Xapian::Database& database, Field field,
                                const std::vector<std::string>& values) {
  std::vector<TermReader> readers;
  for (const std::string& value : values) readers.emplace_back(database, field_term(field, value));
  return readers;
}

}  // namespace

void TermReader::skip_to(Xapian::docid article) {
  if (last_ == 0 || article < last_) place_ = database_->postlist_begin(term_);
  const auto end = database_->postlist_end(term_);
  if (place_ != end) place_.skip_to(article);
  next_ = place_ == end ? kNone : *place_;
}

bool TermReader::has(Xapian::docid article) {
  if (article < last_ || next_ < article) skip_to(article);
  last_ = article;
  return next_ == article;
}

FilterSpy::FilterSpy(const Xapian::Database& database, const FieldFilter& filter, Xapian::MatchSpy& all,
                     Xapian::MatchSpy& met)
    : wanted_(readers(database, filter.field, filter.wanted)),
      excluded_(readers(database, filter.field, filter.excluded)),
      all_(all),
      met_(met) {}

void FilterSpy::operator()(const Xapian::Document& document, double weight) {
  all_(document, weight);
  if (!meets_filter(document.get_docid())) return;
  ++met_count_;
  met_(document, weight);
}

bool FilterSpy::meets_filter(Xapian::docid article) {
  const auto has_term = [article](TermReader& term) { return term.has(article); };
  return (wanted_.empty() || std::any_of(wanted_.begin(), wanted_.end(), has_term)) &&
         std::none_of(excluded_.begin(), excluded_.end(), has_term);
}

}  // namespace chokepoint
