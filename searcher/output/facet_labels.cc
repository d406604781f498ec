// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/facet_labels.h"

#include <string>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

// Letters and digits only, in lower case.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : ascii_lower(text)) {
    if (c != ' ' && c != '-' && c != '_') out += c;
  }
  return out;
}

}  // namespace

bool says_more(std::string_view label, std::string_view value) {
  return !label.empty() && bare(label) != bare(value);
}

}  // namespace chokepoint
