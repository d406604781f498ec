// SPDX-License-Identifier: GPL-2.0-or-later
// Logistic regression over Features, with the weights of weights.tsv: probability = 1 / (1 + exp(-score)),
// score = the model's bias + the sum of the weights of the features that hold.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/features.h"

namespace chokepoint {

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
    std::string name;
  };
  double bias_ = 0;
  std::unordered_map<FeatureHash, Weight> weights_;
};

// The models of a table by name. A model that the table does not have knows nothing: it says one half.
class LinearModels {
 public:
  explicit LinearModels(const std::vector<WeightRow>& rows);

  const LinearModel& get(std::string_view name) const;

 private:
  std::map<std::string, LinearModel, std::less<>> models_;
  LinearModel none_;
};

}  // namespace chokepoint
