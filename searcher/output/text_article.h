// SPDX-License-Identifier: GPL-2.0-or-later
// The pieces in which text output shows an article, in lists and alone.
#pragma once

#include <string>
#include <vector>

#include "common/article/article.h"
#include "searcher/output/styled_text.h"
#include "searcher/output/writer.h"

namespace chokepoint {

// "2024-11-07 · Example Wire · 2024/canada.txt"; what is not known is left out.
StyledText source_line(const Article& article);

// "Canada, China | ByteDance, TikTok | closure-order": the core values, as filters take them.
StyledText facet_line(const Article& article, const LabelOf& label);

// What a table of events means by a date in parentheses.
StyledText dates_note();

// The title with its hits, broken to `columns`; not a word of it is left out unless `options.may_cut`.
std::vector<StyledText> title_lines(const Article& article, const std::vector<TextRange>& hits,
                                    std::size_t columns, const OutputOptions& options);

// Writes `line` after `indent` spaces, without spaces at its end.
void write_line(const StyledText& line, std::size_t indent, const OutputOptions& options, Sink& out);

// As write_line(), as a link to the article's file.
void write_linked_line(const StyledText& line, std::size_t indent, const Article& article,
                       const OutputOptions& options, Sink& out);

}  // namespace chokepoint
