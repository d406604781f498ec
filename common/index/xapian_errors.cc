// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/xapian_errors.h"

namespace chokepoint {

std::string describe(const Xapian::Error& error, const std::string& doing) {
  std::string text = "cannot " + doing + ": " + error.get_msg() + " (" + error.get_type();
  if (const char* system = error.get_error_string()) text += std::string(", ") + system;
  return text + ")";
}

}  // namespace chokepoint
