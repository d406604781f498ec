// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/rollup.h"

#include <algorithm>
#include <map>
#include <string>

#include "indexer/extract/value_features.h"

namespace chokepoint {
namespace {

constexpr int kMaxOwners = 4;  // a longer chain of parents is a circle

// Probabilities from which on an article is about a value, not merely naming it.
constexpr double kCountry = 0.3;
constexpr double kCompany = 0.27;

constexpr std::size_t kReasons = 3;  // of a model that --explain shows

// Collects the values of a facet, core overriding also.
class FacetValues {
 public:
  void add(std::string_view value, bool core, std::string_view rule) {
    const auto [found, is_new] =
        values_.try_emplace(std::string(value), FacetValue{std::string(value), core, std::string(rule)});
    if (is_new || found->second.core || !core) return;
    found->second = FacetValue{std::string(value), true, std::string(rule)};
  }
  std::vector<FacetValue> take() {
    std::vector<FacetValue> sorted;
    for (auto& [value, facet] : values_) sorted.push_back(std::move(facet));
    return sorted;
  }

 private:
  std::map<std::string, FacetValue> values_;
};

const CompanyRow* find_company(const Vocabulary::Data& data, std::string_view name) {
  for (const CompanyRow& row : data.companies) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// Ownership holds on the day of publication; without a day, if it has no known end.
bool parent_holds(const CompanyRow& row, std::string_view published) {
  if (row.parent.empty()) return false;
  if (published.empty()) return row.valid_to.empty();
  if (!row.valid_from.empty() && published < row.valid_from.substr(0, published.size())) return false;
  return row.valid_to.empty() || published <= row.valid_to;
}

}  // namespace

void roll_up_measures(Article& article) {
  FacetValues values;
  for (const Event& event : article.events) values.add(event.measure, event.core, event.rule);
  article.measure = values.take();
}

void roll_up_countries(const Reading& reading, const LinearModel& core_model,
                       const std::vector<EventDraft>& events, Article& article) {
  FacetValues values;
  Features features;
  for (const auto& [code, standing] : reading.states) {
    country_features(reading, code, events, features);
    values.add(code, core_model.probability(features) >= kCountry, core_model.reasons(features, kReasons));
  }
  article.country = values.take();
}

void roll_up_companies(const Reading& reading, const Vocabulary::Data& data, const LinearModel& core_model,
                       const std::vector<EventDraft>& events, Article& article) {
  FacetValues values;
  Features features;
  for (const auto& [number, standing] : reading.companies) {
    company_features(reading, data, number, events, features);
    const bool core = core_model.probability(features) >= kCompany;
    values.add(company_name(reading, data, number), core, core_model.reasons(features, kReasons));
    const CompanyRow* brand = known_company(data, number);
    for (int level = 0; brand != nullptr && level < kMaxOwners && parent_holds(*brand, article.published);
         ++level) {
      const CompanyRow* parent = find_company(data, brand->parent);
      if (parent == nullptr) break;
      values.add(parent->name, core, "owner of " + std::string(brand->name));
      brand = parent;
    }
  }
  article.company = values.take();
}

}  // namespace chokepoint
