// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/regression.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

constexpr std::size_t kAllFolds = 99;  // no example is of it
constexpr double kCost = 1;

// `count` examples of a fold with these features.
void add(std::size_t count, const std::vector<std::string>& features, bool is_positive, std::size_t fold,
         std::vector<Example>& examples) {
  for (std::size_t i = 0; i < count; ++i) examples.push_back({features, is_positive, fold});
}

// "sun" speaks for, "rain" against, "wind" neither.
std::vector<Example> weather() {
  std::vector<Example> examples;
  add(10, {"sun", "wind"}, true, 0, examples);
  add(10, {"sun"}, true, 1, examples);
  add(10, {"rain", "wind"}, false, 0, examples);
  add(10, {"rain"}, false, 1, examples);
  return examples;
}

}  // namespace

TEST_CASE("regression: what speaks for is positive, what speaks against negative, the rest about nothing") {
  const Weights weights = train_model(weather(), kAllFolds, 1, kCost, 0);
  CHECK(weights.at("sun") > 0.5);
  CHECK(weights.at("rain") < -0.5);
  CHECK(weights.at("wind") == Approx(0).margin(0.05));
  CHECK(weights.at(std::string(LinearModel::kBias)) == Approx(0).margin(0.05));
}

TEST_CASE("regression: the signs do not depend on which example comes first") {
  std::vector<Example> examples = weather();
  const Weights forwards = train_model(examples, kAllFolds, 1, kCost, 0);
  std::reverse(examples.begin(), examples.end());
  const Weights backwards = train_model(examples, kAllFolds, 1, kCost, 0);
  for (const auto& [feature, weight] : forwards) {
    INFO(feature);
    CHECK(backwards.at(feature) == Approx(weight).margin(0.02));
  }
}

TEST_CASE("regression: nothing is learnt of the fold that is left out") {
  std::vector<Example> examples = weather();
  add(50, {"sun", "hail"}, false, 2, examples);
  const Weights all = train_model(examples, kAllFolds, 1, kCost, 0);
  CHECK(all.at("hail") < 0);
  const Weights without = train_model(examples, 2, 1, kCost, 0);
  CHECK_FALSE(without.contains("hail"));
  CHECK(without == train_model(weather(), kAllFolds, 1, kCost, 0));
}

TEST_CASE("regression: a feature that is seldom seen is not used") {
  std::vector<Example> examples = weather();
  add(2, {"sun", "fog", "fog"}, true, 0, examples);
  CHECK_FALSE(train_model(examples, kAllFolds, 3, kCost, 0).contains("fog"));
  CHECK(train_model(examples, kAllFolds, 2, kCost, 0).contains("fog"));
}

TEST_CASE("regression: balance makes rare positive examples weigh more") {
  std::vector<Example> examples;
  add(4, {"sun"}, true, 0, examples);
  add(2, {"sun"}, false, 0, examples);
  add(60, {"rain"}, false, 0, examples);
  const auto sunny = [&](double balance) {
    LinearModel model;
    for (const auto& [feature, weight] : train_model(examples, kAllFolds, 1, kCost, balance))
      model.set(feature, weight);
    Features features;
    features.start({});
    features.add("sun");
    return model.probability(features);
  };
  CHECK(sunny(0.5) > sunny(0));
  CHECK(sunny(1) > sunny(0.5));
}

TEST_CASE("regression: of no examples nothing is learnt, of one kind alone it is the answer") {
  CHECK(train_model({}, kAllFolds, 1, kCost, 0).empty());
  CHECK(train_model(weather(), 0, 11, kCost, 0).size() == 1);
  for (const bool is_positive : {true, false}) {
    INFO(is_positive);
    std::vector<Example> examples;
    add(20, {"sun"}, is_positive, 0, examples);
    const Weights weights = train_model(examples, kAllFolds, 1, kCost, 0);
    const double score = weights.at("sun") + weights.at(std::string(LinearModel::kBias));
    CHECK((score > 0) == is_positive);
  }
}
