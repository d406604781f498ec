// SPDX-License-Identifier: GPL-2.0-or-later
// Xapian::Error does not derive from std::exception. Calls into Xapian go through with_xapian_errors,
// which turns what they throw into our errors where we still know what was being done.
#pragma once

#include <string>
#include <utility>

#include <xapian.h>

#include "common/base/error.h"

namespace chokepoint {

// "cannot read the index "x": No termlist table (DatabaseOpeningError, Not a directory)"
std::string describe(const Xapian::Error& error, const std::string& doing);

// Calls `work`; throws IndexError in place of whatever Xapian throws out of it.
template <typename Work>
auto with_xapian_errors(const std::string& doing, Work&& work) -> decltype(std::forward<Work>(work)()) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error& error) {
    throw IndexError(describe(error, doing));
  }
}

}  // namespace chokepoint
