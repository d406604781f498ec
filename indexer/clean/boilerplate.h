// SPDX-License-Identifier: GPL-2.0-or-later
// Marks the lines of a page that are no part of the article, by setting PageLine::rule. Phrases come from
// boilerplate.tsv; what can be seen from a line's shape and place alone is in boilerplate.cc. A list is
// never boilerplate for being a list: orders and rulings are full of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/clean/boilerplate_phrases.h"
#include "indexer/clean/page_lines.h"

namespace chokepoint {

// Sets `rule` where it is empty and the line is boilerplate. Linear in the size of the lines.
void mark_boilerplate(std::vector<PageLine>& lines, const BoilerplatePhrases& phrases);

// Could be a headline or the title of a teaser: 3 to 30 words that do not end like a sentence.
bool is_headline_like(const PageLine& line);

// Where a line stands: the first eight, the last two fifths (at least six, never the first line), between.
PageZone zone_of(std::size_t index, std::size_t line_count);

}  // namespace chokepoint
