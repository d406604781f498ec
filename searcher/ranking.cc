// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/ranking.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "common/base/date.h"
#include "common/index/fields.h"

namespace chokepoint {
namespace {

// Found on three sets of own queries and three judged collections (tests/relevance); b from 0.6 to 0.75 and
// k1 from 1.2 to 2.2 differ by less than .01. k3 is without effect: how often the query has a word is a
// factor of its part.
constexpr double kK1 = 1.6;
constexpr double kB = 0.7;
constexpr double kMinNormalizedLength = 0.3;

// The first day of "2024", "202411" or "20241106", counted as to_days() does.
std::optional<long> first_day_of_digits(std::string_view digits) {
  constexpr std::size_t kMonthDigits = 6;
  const auto date =
      digits.size() == kMonthDigits
          ? parse_iso_date(std::string(digits.substr(0, 4)) + "-" + std::string(digits.substr(4)))
          : parse_iso_date(digits);
  return date ? std::optional(to_days(*date)) : std::nullopt;
}

std::optional<long> last_day_of_iso(std::string_view newest) {
  const auto date = parse_iso_date(newest);
  return date ? std::optional(to_days(last_day(*date))) : std::nullopt;
}

double weight_of_age(long days) {
  return kRecencyWeight * std::exp2(-static_cast<double>(std::max(days, 0L)) / kRecencyHalfLifeDays);
}

double weight_of_digits(std::string_view digits, std::optional<long> newest_day) {
  const auto day = first_day_of_digits(digits);
  return day && newest_day ? weight_of_age(*newest_day - *day) : 0;
}

class RecencySource : public Xapian::ValuePostingSource {
 public:
  explicit RecencySource(std::optional<long> newest_day)
      : ValuePostingSource(kDateSlot), newest_day_(newest_day) {}

  double get_weight() const override { return weight_of_digits(get_value(), newest_day_); }
  std::string get_description() const override { return "recency"; }
  // The base class asks Xapian's value list, which after "not here" (an article without a date) may stand at
  // an article it never read: that one would get the weight of another.
  bool check(Xapian::docid article, double least_weight) override {
    skip_to(article, least_weight);
    return true;
  }
  RecencySource* clone() const override { return new RecencySource(newest_day_); }
  void init(const Xapian::Database& database) override {
    ValuePostingSource::init(database);
    set_maxweight(kRecencyWeight);
  }

 private:
  std::optional<long> newest_day_;
};

// Keys that sort ascending: by date, undated last, then by id.
class DateKeyMaker : public Xapian::KeyMaker {
 public:
  explicit DateKeyMaker(bool newest_first) : newest_first_(newest_first) {}

  std::string operator()(const Xapian::Document& document) const override {
    std::string key = document.get_value(kDateSlot);
    if (key.empty()) {
      key.assign(kDateDigits, '\xff');
    } else {
      while (key.size() < kDateDigits) key += "01";
      if (newest_first_)
        std::transform(key.begin(), key.end(), key.begin(),
                       [](char c) { return static_cast<char>('0' + '9' - c); });
    }
    return key + document.get_value(kIdSlot);
  }

 private:
  static constexpr std::size_t kDateDigits = 8;
  bool newest_first_;
};

}  // namespace

Xapian::BM25Weight text_weight() {
  return Xapian::BM25Weight(kK1, 0, 0, kB, kMinNormalizedLength);
}

double recency_weight(std::string_view digits, std::string_view newest) {
  return weight_of_digits(digits, last_day_of_iso(newest));
}

Xapian::Query with_boosts(const CompiledQuery& compiled, WhichBoosts which) {
  using Xapian::Query;
  std::vector<Query> extras;
  for (const RankedPart& part : compiled.parts) {
    if (!part.title.empty()) extras.emplace_back(Query::OP_SCALE_WEIGHT, part.title, kTitleWeight);
  }
  for (const Boost& boost : compiled.boosts) {
    if (which == WhichBoosts::kAll || boost.late_weight == 0) extras.push_back(boost.query);
  }
  if (extras.empty()) return compiled.matching;
  const Query any_extra(Query::OP_OR, extras.begin(), extras.end());
  return {Query::OP_AND_MAYBE, compiled.matching, moved_in_and(any_extra)};
}

Xapian::Query with_recency(const Xapian::Query& matching, const std::string& newest) {
  if (newest.empty()) return matching;
  // release() hands the source over to the query, which counts references to it.
  return {Xapian::Query::OP_AND_MAYBE, matching,
          Xapian::Query((new RecencySource(last_day_of_iso(newest)))->release())};
}

ResultOrder::ResultOrder(Sort sort) {
  if (sort == Sort::kNewest || sort == Sort::kOldest)
    key_maker_ = std::make_unique<DateKeyMaker>(sort == Sort::kNewest);
}

void ResultOrder::apply(Xapian::Enquire& enquire) const {
  // "reverse" is false in both: Xapian then puts the lower value or key first.
  if (key_maker_)
    enquire.set_sort_by_key(key_maker_.get(), false);
  else
    enquire.set_sort_by_relevance_then_value(kIdSlot, false);
}

}  // namespace chokepoint
