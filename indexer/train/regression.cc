// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/regression.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

#include <linear.h>

namespace chokepoint {

Weights train_model(const std::vector<Example>& examples, std::size_t without, std::size_t least, double cost,
                    double balance) {
  std::map<std::string, std::size_t> seen;
  std::vector<const Example*> used;
  for (const Example& example : examples) {
    if (example.fold == without) continue;
    used.push_back(&example);
    for (const std::string& name : std::set<std::string>(example.features.begin(), example.features.end()))
      ++seen[name];
  }
  std::map<std::string, int> column;  // from 1
  for (const auto& [name, count] : seen) {
    if (count >= least) column.emplace(name, static_cast<int>(column.size()) + 1);
  }
  const int bias = static_cast<int>(column.size()) + 1;
  std::vector<std::vector<feature_node>> rows;
  std::vector<feature_node*> pointers;
  std::vector<double> wanted;
  rows.reserve(used.size());
  for (const Example* example : used) {
    std::set<int> columns;
    for (const std::string& name : example->features) {
      const auto found = column.find(name);
      if (found != column.end()) columns.insert(found->second);
    }
    std::vector<feature_node>& row = rows.emplace_back();
    for (const int index : columns) row.push_back({index, 1});
    row.push_back({bias, 1});
    row.push_back({-1, 0});
    pointers.push_back(row.data());
    wanted.push_back(example->is_positive ? 1 : -1);
  }
  Weights weights;
  if (used.empty()) return weights;
  problem task{};
  task.l = static_cast<int>(used.size());
  task.n = bias;
  task.y = wanted.data();
  task.x = pointers.data();
  task.bias = 1;
  parameter settings{};
  settings.solver_type = L2R_LR;
  settings.C = cost;
  settings.eps = 0.001;
  settings.p = 0.1;
  const auto positive = static_cast<double>(std::count(wanted.begin(), wanted.end(), 1.0));
  const auto negative = static_cast<double>(wanted.size()) - positive;
  int label = 1;
  double weight = positive > 0 && negative > positive ? std::pow(negative / positive, balance) : 1;
  settings.nr_weight = positive > 0 ? 1 : 0;
  settings.weight_label = &label;
  settings.weight = &weight;
  set_print_string_function([](const char*) {});
  const std::unique_ptr<::model, void (*)(::model*)> trained(
      ::train(&task, &settings), [](::model* each) { free_and_destroy_model(&each); });
  // The weights are those of the class that came first.
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (const auto& [name, index] : column) weights[name] = sign * trained->w[index - 1];
  weights[std::string(LinearModel::kBias)] = sign * trained->w[bias - 1];
  return weights;
}

}  // namespace chokepoint
