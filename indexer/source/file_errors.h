// SPDX-License-Identifier: GPL-2.0-or-later
// What an errno of opening or reading a file or directory means for the run.
#pragma once

#include <string>

#include "indexer/source/skip.h"

namespace chokepoint {

// The skip of `path` for `error`. Throws InputError if descriptors or memory ran out: that is the system's
// fault and not the file's, and skipping all files that follow would empty the index.
Skip skip_for_error(const std::string& path, int error);

}  // namespace chokepoint
