// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/linear_model.h"

#include <cmath>
#include <initializer_list>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

Features features_of(std::initializer_list<const char*> names) {
  Features features;
  features.start({});
  for (const char* name : names) features.add(name);
  return features;
}

}  // namespace

TEST_CASE("linear model: the score is the bias and the weights of the features that hold") {
  LinearModel model;
  CHECK(model.empty());
  model.set(LinearModel::kBias, -1);
  model.set("side=before", 2.5);
  model.set("voice=passive", -0.5);
  CHECK_FALSE(model.empty());
  CHECK(model.score(features_of({})) == Approx(-1));
  CHECK(model.score(features_of({"side=before"})) == Approx(1.5));
  CHECK(model.score(features_of({"side=before", "voice=passive"})) == Approx(1));
  CHECK(model.score(features_of({"side=before", "side=before"})) == Approx(4));
}

TEST_CASE("linear model: features that it does not know count nothing") {
  LinearModel model;
  model.set("side=before", 2);
  CHECK(model.score(features_of({"side=after", "side", "bias"})) == 0);
  CHECK(model.probability(features_of({"side=after"})) == 0.5);
  CHECK(model.reasons(features_of({"side=after"}), 3).empty());
}

TEST_CASE("linear model: the probability is logistic in the score, and stays within its bounds") {
  LinearModel model;
  model.set("for", 1);
  model.set("against", -1);
  CHECK(model.probability(features_of({"for"})) == Approx(1 / (1 + std::exp(-1.0))));
  CHECK(model.probability(features_of({"for"})) + model.probability(features_of({"against"})) == Approx(1));
  model.set("for", 1e6);
  model.set("against", -1e6);
  CHECK(model.probability(features_of({"for"})) == 1);
  CHECK(model.probability(features_of({"against"})) == 0);
}

TEST_CASE("linear model: the reasons are the loudest features, of equals the first") {
  LinearModel model;
  model.set(LinearModel::kBias, -9);
  model.set("a", 0.75);
  model.set("b", -1.26);
  model.set("c", 0.75);
  const Features features = features_of({"c", "unknown", "a", "b"});
  CHECK(model.reasons(features, 2) == "b -1.3, c +0.8");
  CHECK(model.reasons(features, 9) == "b -1.3, c +0.8, a +0.8");
  CHECK(model.reasons(features, 0).empty());
}

TEST_CASE("linear models: each row belongs to its model, and an unknown model says one half") {
  const LinearModels models({{"actor", "bias", 2}, {"target", "bias", -2}, {"actor", "x", 1}});
  const Features x = features_of({"x"});
  CHECK(models.get("actor").score(x) == Approx(3));
  CHECK(models.get("target").score(x) == Approx(-2));
  CHECK(models.get("nothing").empty());
  CHECK(models.get("nothing").probability(x) == 0.5);
}

TEST_CASE("linear models: in a group each says what it says alone") {
  const std::vector<WeightRow> rows{
      {"status a", "bias", 2}, {"status a", "x", 1.1}, {"status a", "y", -0.7},   {"status b", "y", 0.3},
      {"actor", "x", 5},       {"status c", "z", 0.9}, {"status b", "bias", -0.1}};
  const LinearModelGroup group(rows, "status ");
  const Features features = features_of({"x", "y", "unknown", "y"});
  const std::vector<double> probabilities = group.probabilities(features);
  for (const char* name : {"a", "b", "c"}) {
    INFO(name);
    LinearModel alone;
    for (const WeightRow& row : rows) {
      if (row.model == "status " + std::string(name)) alone.set(row.feature, row.weight);
    }
    REQUIRE(group.place_of(name));
    CHECK(probabilities.at(*group.place_of(name)) == alone.probability(features));
  }
  CHECK_FALSE(group.place_of("actor"));
  CHECK(LinearModels(rows).statuses().probabilities(features) == probabilities);
  CHECK(LinearModelGroup(rows, "nothing ").probabilities(features).empty());
}
