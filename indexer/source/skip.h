// SPDX-License-Identifier: GPL-2.0-or-later
// Why an input did not become an article. A skip costs only itself; the run goes on and reports it.
#pragma once

#include <string>

namespace chokepoint {

struct Skip {
  std::string path;    // the file, "#ID" or ":LINE" after it inside a file of several articles; any bytes
  std::string reason;  // a code that scripts can rely on: see kSkipReasons in skip.cc and the manual
  std::string detail;  // for people
};

// The reason of what could not be read because the disk or the server failed.
inline constexpr const char* kReadFailure = "eio";

// What a reason code means, for the manual and --report readers; empty for an unknown code.
std::string explain_skip_reason(const std::string& reason);

}  // namespace chokepoint
