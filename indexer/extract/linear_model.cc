// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/linear_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace chokepoint {
namespace {

double logistic(double score) {
  return 1 / (1 + std::exp(-score));
}

// "+1.2"
std::string with_sign(double number) {
  char digits[400];  // of the largest number without exponent
  const auto end = std::to_chars(digits, digits + sizeof digits, number, std::chars_format::fixed, 1).ptr;
  return (std::signbit(number) ? "" : "+") + std::string(digits, end);
}

}  // namespace

void LinearModel::set(std::string_view feature, double weight) {
  if (feature == kBias) {
    bias_ = weight;
    return;
  }
  const std::uint32_t number = index_.add(feature_hash(feature));
  if (number == weights_.size()) weights_.emplace_back();
  weights_[number] = {weight, feature};
}

double LinearModel::score(const Features& features) const {
  double sum = bias_;
  for (const FeatureHash hash : features.hashes()) {
    const std::uint32_t number = index_.find(hash);
    if (number != FeatureIndex::kNone) sum += weights_[number].value;
  }
  return sum;
}

double LinearModel::probability(const Features& features) const {
  return logistic(score(features));
}

std::string LinearModel::reasons(const Features& features, std::size_t at_most) const {
  std::vector<const Weight*> known;
  for (const FeatureHash hash : features.hashes()) {
    const std::uint32_t number = index_.find(hash);
    if (number != FeatureIndex::kNone) known.push_back(&weights_[number]);
  }
  std::stable_sort(known.begin(), known.end(),
                   [](const Weight* a, const Weight* b) { return std::abs(a->value) > std::abs(b->value); });
  std::string text;
  for (std::size_t i = 0; i < std::min(at_most, known.size()); ++i) {
    if (!text.empty()) text += ", ";
    text.append(known[i]->feature).append(" ").append(with_sign(known[i]->value));
  }
  return text;
}

LinearModelGroup::LinearModelGroup(const std::vector<WeightRow>& rows, std::string_view prefix) {
  std::vector<const WeightRow*> members;
  for (const WeightRow& row : rows) {
    if (!row.model.starts_with(prefix)) continue;
    members.push_back(&row);
    const std::string_view name = row.model.substr(prefix.size());
    if (names_.empty() || (names_.back() != name && !place_of(name))) names_.push_back(name);
  }
  biases_.resize(names_.size());
  std::size_t place = 0;
  for (const WeightRow* row : members) {
    const std::string_view name = row->model.substr(prefix.size());
    if (names_[place] != name) place = *place_of(name);
    if (row->feature == LinearModel::kBias) {
      biases_[place] = row->weight;
      continue;
    }
    const std::size_t number = index_.add(feature_hash(row->feature));
    weights_.resize(index_.size() * names_.size());
    weights_[number * names_.size() + place] = row->weight;
  }
}

std::optional<std::size_t> LinearModelGroup::place_of(std::string_view name) const {
  const auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names_.begin());
}

std::vector<double> LinearModelGroup::probabilities(const Features& features) const {
  std::vector<double> sums = biases_;
  for (const FeatureHash hash : features.hashes()) {
    const std::uint32_t number = index_.find(hash);
    if (number == FeatureIndex::kNone) continue;
    const double* const weights = &weights_[number * sums.size()];
    for (std::size_t place = 0; place < sums.size(); ++place) sums[place] += weights[place];
  }
  for (double& sum : sums) sum = logistic(sum);
  return sums;
}

LinearModels::LinearModels(const std::vector<WeightRow>& rows) : statuses_(rows, model::kStatus) {
  LinearModel* model = nullptr;
  std::string_view name;
  for (const WeightRow& row : rows) {
    if (row.model.starts_with(model::kStatus)) continue;
    if (model == nullptr || row.model != name) {
      name = row.model;
      model = &models_[name];
    }
    model->set(row.feature, row.weight);
  }
}

const LinearModel& LinearModels::get(std::string_view name) const {
  const auto found = models_.find(name);
  return found == models_.end() ? none_ : found->second;
}

}  // namespace chokepoint
