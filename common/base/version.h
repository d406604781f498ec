// SPDX-License-Identifier: GPL-2.0-or-later
// The version of the whole project; CMake's project() has the same number, and a test holds them together.
#pragma once

#include <string_view>

namespace chokepoint {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace chokepoint
