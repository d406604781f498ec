// SPDX-License-Identifier: GPL-2.0-or-later
// The title of an article that nothing but its lines can tell.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/clean/boilerplate_phrases.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {

struct Headline {
  std::string title;
  std::string_view rest;  // of the line, where share buttons or text are glued to the headline; into the line
};

// The headline that `line`, the first one kept, is or begins with; nothing if it reads like a sentence.
std::optional<Headline> read_headline(const PageLine& line, const BoilerplatePhrases& phrases);

// The first sentence of `text`, at most 400 bytes and cut at a word if it has no end.
std::string first_sentence(std::string_view text);

// Titles are compared by their letters and digits alone.
bool is_same_title(std::string_view left, std::string_view right);

}  // namespace chokepoint
