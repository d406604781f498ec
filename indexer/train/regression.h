// SPDX-License-Identifier: GPL-2.0-or-later
// Logistic regression with L2 regularisation, by LIBLINEAR (Fan, Chang, Hsieh, Wang, Lin 2008, JMLR 9).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "indexer/extract/linear_model.h"

namespace chokepoint {

struct Example {
  std::vector<std::string> features;
  bool is_positive = false;
  std::size_t fold = 0;  // examples of one article share a fold
};

using Weights = std::map<std::string, double>;

// Learns from the examples of all folds but `without` (none is left out if it is no fold). Features seen in
// fewer than `least` examples are not used; `cost` is LIBLINEAR's C. `balance` from 0 to 1: how far rare
// positive examples are to weigh as much as the many negative ones.
Weights train_model(const std::vector<Example>& examples, std::size_t without, std::size_t least, double cost,
                    double balance);

}  // namespace chokepoint
