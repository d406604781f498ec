// SPDX-License-Identifier: GPL-2.0-or-later
// What a training run says of itself: where events are lost, step by step.
#pragma once

#include <ostream>

#include "indexer/train/training.h"

namespace chokepoint {

// How many labelled events have a telling in their evidence, and a line for each that has none.
void report_untold(const Training& training, std::ostream& out);

// How good each step is, given that the steps before it were right; of the articles learnt from (each judged
// by models that did not see it), or of those for test.
void report_steps(const Training& training, bool of_test, std::ostream& out);

}  // namespace chokepoint
