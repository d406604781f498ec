// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a generation is what its manifest says: every file there, of its size and hash, none foreign,
// Xapian's own check clean, as many articles as were indexed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/index/generation.h"

namespace chokepoint {

// The faults found, each naming a file; empty: sound.
std::vector<std::string> check_generation(const Generation& generation);

}  // namespace chokepoint
