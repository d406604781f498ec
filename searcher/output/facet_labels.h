// SPDX-License-Identifier: GPL-2.0-or-later
// When the label of a facet value is worth its room beside the value, which is what one can type.
#pragma once

#include <string_view>

namespace chokepoint {

// False if the label is empty or the value in other letters: "Closure order" says no more than
// "closure-order", but "Canada" does than "CA".
bool says_more(std::string_view label, std::string_view value);

}  // namespace chokepoint
