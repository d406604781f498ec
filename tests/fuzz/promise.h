// SPDX-License-Identifier: GPL-2.0-or-later
// A promise that does not hold ends a fuzz target, with the text that broke it.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/base/utf8.h"
#include "common/cli/terminal.h"

namespace chokepoint {

inline void require(bool holds, const char* promise, std::string_view what = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s: \"%s\"\n", promise, escape_block(what).c_str());
  std::abort();
}

// What both programs promise of what goes to a terminal: UTF-8 in which nothing is escaped once more. Line
// feeds and tabs are the layout's own.
inline void require_safe(std::string printed, const char* promise) {
  std::replace(printed.begin(), printed.end(), '\t', ' ');
  require(escape_block(printed) == printed, promise, printed);
}

}  // namespace chokepoint
