// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers as results show them, the same in every locale.
#pragma once

#include <string>

namespace chokepoint {

std::string score_text(double score);  // two decimals: "12.31"

}  // namespace chokepoint
