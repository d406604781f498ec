// SPDX-License-Identifier: GPL-2.0-or-later
// Logistic regression over Features, with the weights of weights.tsv: probability = 1 / (1 + exp(-score)),
// score = the model's bias + the sum of the weights of the features that hold.
//
// Names of features and models are not copied: what they are views of must outlive the models.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/feature_index.h"
#include "indexer/extract/features.h"

namespace chokepoint {

// The names of the models in weights.tsv. Statuses have one each: "status announced".
namespace model {
inline constexpr std::string_view kActor = "actor";
inline constexpr std::string_view kTarget = "target";
inline constexpr std::string_view kAssertion = "assertion";
inline constexpr std::string_view kStatus = "status ";
inline constexpr std::string_view kEvent = "event";
inline constexpr std::string_view kCoreLeaf = "core measure";
inline constexpr std::string_view kCountry = "core country";
inline constexpr std::string_view kCompany = "core company";
}  // namespace model

class LinearModel {
 public:
  static constexpr std::string_view kBias = "bias";

  void set(std::string_view feature, double weight);

  double score(const Features& features) const;
  double probability(const Features& features) const;

  // The features that spoke loudest, for and against: "side=before +1.2, form=passive/before -0.8".
  std::string reasons(const Features& features, std::size_t at_most) const;

  bool empty() const { return weights_.empty(); }

 private:
  struct Weight {
    double value = 0;
    std::string_view feature;
  };
  double bias_ = 0;
  FeatureIndex index_;
  std::vector<Weight> weights_;  // by number of the feature
};

// Models that are asked of the same features, all at once: each feature is looked up once.
class LinearModelGroup {
 public:
  LinearModelGroup() = default;

  // The rows whose model begins with `prefix`; what follows the prefix names the model in the group.
  LinearModelGroup(const std::vector<WeightRow>& rows, std::string_view prefix);

  std::optional<std::size_t> place_of(std::string_view name) const;

  // By place.
  std::vector<double> probabilities(const Features& features) const;

 private:
  std::vector<std::string_view> names_;  // by place
  std::vector<double> biases_;           // by place
  FeatureIndex index_;
  std::vector<double> weights_;  // by number of the feature and place
};

// The models of a table by name. A model that the table does not have knows nothing: it says one half.
class LinearModels {
 public:
  explicit LinearModels(const std::vector<WeightRow>& rows);

  const LinearModel& get(std::string_view name) const;
  const LinearModelGroup& statuses() const { return statuses_; }

 private:
  std::map<std::string_view, LinearModel> models_;  // but for those of statuses
  LinearModelGroup statuses_;
  LinearModel none_;
};

}  // namespace chokepoint
