// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/linear_model.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace chokepoint {

void LinearModel::set(std::string_view feature, double weight) {
  if (feature == kBias) {
    bias_ = weight;
  } else {
    weights_[feature_hash(feature)] = {weight, std::string(feature)};
  }
}

double LinearModel::score(const Features& features) const {
  double sum = bias_;
  for (const FeatureHash hash : features.hashes()) {
    const auto found = weights_.find(hash);
    if (found != weights_.end()) sum += found->second.value;
  }
  return sum;
}

double LinearModel::probability(const Features& features) const {
  return 1 / (1 + std::exp(-score(features)));
}

std::string LinearModel::reasons(const Features& features, std::size_t at_most) const {
  std::vector<const Weight*> known;
  for (const FeatureHash hash : features.hashes()) {
    const auto found = weights_.find(hash);
    if (found != weights_.end()) known.push_back(&found->second);
  }
  std::stable_sort(known.begin(), known.end(),
                   [](const Weight* a, const Weight* b) { return std::abs(a->value) > std::abs(b->value); });
  std::string text;
  for (std::size_t i = 0; i < std::min(at_most, known.size()); ++i) {
    char number[32];
    std::snprintf(number, sizeof number, " %+.1f", known[i]->value);
    text += (text.empty() ? "" : ", ") + known[i]->name + number;
  }
  return text;
}

LinearModels::LinearModels(const std::vector<WeightRow>& rows) {
  for (const WeightRow& row : rows) models_[std::string(row.model)].set(row.feature, row.weight);
}

const LinearModel& LinearModels::get(std::string_view name) const {
  const auto found = models_.find(name);
  return found == models_.end() ? none_ : found->second;
}

}  // namespace chokepoint
