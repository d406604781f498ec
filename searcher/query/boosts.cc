// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/boosts.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "common/index/event_terms.h"
#include "searcher/filters.h"
#include "searcher/query/best_of.h"
#include "searcher/query/compile.h"
#include "searcher/query/part_builder.h"

namespace chokepoint {
namespace {

using Xapian::Query;

// Found on judged queries over three sets of own articles. Most may be halved or doubled at a loss of less
// than .02 nDCG@10; half the weight of measures cost .04 on one set. Those of names, measures and pairs are
// parts of an idf (about 5 for what one article in 150 has), those of events and periods are absolute: a rare
// word weighs about 8.
constexpr double kFiledWeight = 0.5;
constexpr double kMeasureWeight = 0.8;
constexpr double kMentionedShare = 0.4;  // of what is mentioned, against what the article is filed under
constexpr double kAliasWeight = 0.8;
constexpr double kFormerNameShare = 0.5;
constexpr double kEventWeight = 1.5;
constexpr double kPeriodWeight = 2.0;
constexpr double kPairWeight = 0.3;
constexpr Xapian::termcount kPairWindow = 6;

// Of actors, targets and measures: more cost time and say little.
constexpr std::size_t kMaxBoostedCombinations = 1000;

// Stands at every number that an article may have.
class EverywhereSource : public Xapian::PostingSource {
 public:
  Xapian::doccount get_termfreq_min() const override { return articles_; }
  Xapian::doccount get_termfreq_est() const override { return articles_; }
  Xapian::doccount get_termfreq_max() const override { return articles_; }
  void next(double /*least_weight*/) override { ++article_; }
  void skip_to(Xapian::docid article, double /*least_weight*/) override {
    article_ = std::max(article_, article);
  }
  bool at_end() const override { return false; }
  Xapian::docid get_docid() const override { return article_; }
  EverywhereSource* clone() const override { return new EverywhereSource; }
  void init(const Xapian::Database& database) override {
    articles_ = database.get_doccount();
    article_ = 0;
  }
  std::string get_description() const override { return "everywhere"; }

 private:
  Xapian::doccount articles_ = 0;
  Xapian::docid article_ = 0;
};

double frequency_of(const Xapian::Database& database, Field field, const std::vector<std::string>& values) {
  double frequency = 0;
  for (const std::string& value : values) frequency += database.get_termfreq(field_term(field, value));
  return std::min(frequency, static_cast<double>(database.get_doccount()));
}

std::string measure_key(const QueryMeasure& measure) {
  std::string key;
  for (const std::string& leaf : measure.leaves) key += leaf + ' ';
  return key;
}

class Boosts {
 public:
  explicit Boosts(const QueryContext& context) : values_(context.values), database_(context.database) {}

  void add_filed(Field field, const std::vector<std::string>& values, double weight) {
    const double frequency = frequency_of(database_, field, values);
    if (frequency == 0) return;
    add("filed under " + labels(field, values), values_query(field, values),
        weight * inverse_document_frequency(database_, frequency));
    // Extraction files too narrowly at times; what an article mentions is a weaker sign of the same.
    const double mentioned = frequency_of(database_, Field::kMentions, values);
    add("mentions " + labels(field, values), values_query(Field::kMentions, values),
        kMentionedShare * weight * inverse_document_frequency(database_, mentioned));
  }

  // Events that have a value of each role that is asked for. Prose that names dozens asks for none in
  // particular.
  void add_event(const std::vector<std::string>& actors, const std::vector<std::string>& targets,
                 const std::vector<std::string>& measures) {
    std::vector<RoleRequest> requests;
    std::string label;
    const auto ask = [&](Field field, const std::vector<std::string>& values) {
      if (values.empty()) return;
      requests.push_back({field, values});
      label += (label.empty() ? "" : " and ") + std::string(field_info(field).name);
    };
    ask(Field::kActor, actors);
    ask(Field::kTarget, targets);
    ask(Field::kMeasure, measures);
    std::size_t combinations = 1;
    for (const RoleRequest& request : requests) combinations *= request.values.size();
    if (requests.size() < 2 || combinations > kMaxBoostedCombinations) return;
    if (const auto event = whole_event_query(requests))
      add("an event with this " + label, *event, kEventWeight);
  }

  void add_period(const QueryPeriod& period) {
    add("published in " + period.words, date_query(period.dates), kPeriodWeight);
  }

  std::vector<Boost> take() { return std::move(boosts_); }

 private:
  void add(std::string label, const Query& query, double weight) {
    if (weight > 0) boosts_.push_back({std::move(label), constant_weight(query, weight), 0});
  }

  std::string labels(Field field, const std::vector<std::string>& values) const {
    std::vector<std::string> labels;
    for (const std::string& value : values) labels.push_back(values_.label(field, value));
    return list_terms(labels);
  }

  const FieldValues& values_;
  const Xapian::Database& database_;
  std::vector<Boost> boosts_;
};

}  // namespace

Query constant_weight(const Query& query, double weight) {
  // The query owns the source from now on.
  const Query source((new Xapian::FixedWeightPostingSource(weight))->release());
  return {Query::OP_FILTER, source, query};
}

Query moved_in_and(const Query& query) {
  const Query everywhere((new EverywhereSource)->release());
  return {Query::OP_FILTER, Query(Query::OP_OR, query, everywhere), Query::MatchAll};
}

double inverse_document_frequency(const Xapian::Database& database, double frequency) {
  const double count = database.get_doccount();
  return std::log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}

std::vector<Boost> pair_boosts(const std::vector<WordPair>& pairs, const Xapian::Database& database) {
  const auto idf = [&](const std::vector<std::string>& words) {
    double frequency = 0;
    for (const std::string& word : words) frequency += database.get_termfreq(word);
    return inverse_document_frequency(database, std::min<double>(frequency, database.get_doccount()));
  };
  const auto any_of = [](const std::vector<std::string>& words) {
    const std::vector<Query> queries(words.begin(), words.end());
    return Query(Query::OP_OR, queries.begin(), queries.end());
  };
  const double each = kPairWeight / std::sqrt(static_cast<double>(pairs.size()));
  std::vector<Boost> boosts;
  for (const WordPair& pair : pairs) {
    const std::vector<Query> places = {any_of(pair.first), any_of(pair.second)};
    const Query near(Query::OP_NEAR, places.begin(), places.end(), kPairWindow);
    const double weight = each * std::min(idf(pair.first), idf(pair.second));
    boosts.push_back({pair.label + " close together", constant_weight(near, weight), weight});
  }
  return boosts;
}

Query alias_query(const QueryName& name, const Xapian::Database& database) {
  std::vector<Query> ways;
  const auto add = [&](const std::string& value, double share) {
    const double frequency = frequency_of(database, Field::kMentions, {value});
    if (frequency == 0) return;
    const double weight = share * kAliasWeight * inverse_document_frequency(database, frequency);
    ways.push_back(constant_weight(values_query(Field::kMentions, {value}), weight));
  };
  add(name.value, 1);
  if (!name.former.empty()) add(name.former, kFormerNameShare);
  return best_of(std::move(ways));
}

std::vector<Boost> meaning_boosts(const QueryMeaning& meaning, const QueryContext& context) {
  Boosts boosts(context);
  std::vector<std::string> countries;
  std::vector<std::string> companies;
  std::vector<std::string> measures;
  std::set<std::string> seen;  // what is named or meant twice counts once
  const auto insert = [](std::vector<std::string>& to, const std::string& value) {
    if (!value.empty() && std::find(to.begin(), to.end(), value) == to.end()) to.push_back(value);
  };
  for (const QueryName& name : meaning.names) {
    if (meaning.runs[name.span.run].is_excluded) continue;
    if (!seen.insert(field_term(name.field, name.value)).second) continue;
    boosts.add_filed(name.field, {name.value}, kFiledWeight);
    if (!name.former.empty()) boosts.add_filed(name.field, {name.former}, kFiledWeight * kFormerNameShare);
    auto& values = name.field == Field::kCountry ? countries : companies;
    insert(values, name.value);
    insert(values, name.former);
  }
  for (const QueryMeasure& measure : meaning.measures) {
    if (!seen.insert(measure_key(measure)).second) continue;
    boosts.add_filed(Field::kMeasure, measure.leaves, kMeasureWeight);
    for (const std::string& leaf : measure.leaves) insert(measures, leaf);
  }
  boosts.add_event(countries, {}, measures);
  boosts.add_event({}, companies, measures);
  boosts.add_event(countries, companies, {});
  if (!measures.empty() && !countries.empty() && !companies.empty())
    boosts.add_event(countries, companies, measures);
  for (const QueryPeriod& period : meaning.periods) boosts.add_period(period);
  return boosts.take();
}

}  // namespace chokepoint
