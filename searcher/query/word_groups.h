// SPDX-License-Identifier: GPL-2.0-or-later
// What the Analyzer finds in a run of bare words, grouped by what has to match: "the AT&T e-mail" is three
// things to look for, though it is five words and two joined terms.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/analyzer.h"

namespace chokepoint {

struct WordGroup {
  std::vector<std::string> words;   // in order; none if a whole term says it all
  std::vector<std::string> wholes;  // terms that must match, in place of their words ("at&t")
  std::string joined;               // another spelling of all the words ("email"); empty: none
  bool is_tight = false;            // the words are written together: look for them as a phrase
  std::size_t begin = 0;            // byte range in the text, half-open
  std::size_t end = 0;
};

// Names a group in messages and tells groups apart: its wholes and words.
std::string label_of(const WordGroup& group);

// The groups of `text` (valid UTF-8) in reading order.
std::vector<WordGroup> group_words(const Analyzer& analyzer, std::string_view text);

}  // namespace chokepoint
