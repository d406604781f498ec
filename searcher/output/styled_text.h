// SPDX-License-Identifier: GPL-2.0-or-later
// Text with marks in it, laid out before it is coloured: so widths are counted once, over what is seen, and
// no text of an article is ever mistaken for markup. All text in spans is escaped already, and UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/search_results.h"

namespace chokepoint {

// What a piece of text is, not how it looks. Looks: bold, faint, underline, red and magenta, which can be
// read on light and on dark ground.
enum class Style { kPlain, kTitle, kHit, kFaint, kFacet, kSelected, kHeading, kEvidence };

struct Span {
  std::string text;
  Style style = Style::kPlain;
};

using StyledText = std::vector<Span>;

// `text` (hostile, as it is) on one line.
StyledText styled(std::string_view text, Style style);

// As styled(), with the `hits` (ranges of `text`, in order) marked.
StyledText marked(std::string_view text, const std::vector<TextRange>& hits, Style style, Style hit_style);

// Appends; spans of one style are not joined.
void append(StyledText& text, StyledText more);

// The columns that it takes.
std::size_t width(const StyledText& text);

// At most `columns` columns; "…" ends it if something was cut.
StyledText cut_to_width(const StyledText& text, std::size_t columns);

// Adds spaces up to `columns`.
StyledText padded(StyledText text, std::size_t columns);
StyledText padded_left(StyledText text, std::size_t columns);

inline constexpr std::size_t kNoLineLimit = static_cast<std::size_t>(-1);

// Lines of at most `columns` columns (at least 1), broken at spaces, after hyphens and between wide
// characters, and inside words that are longer; runs of spaces become one. With more than `max_lines`, the
// last ends in "…". Empty text gives no line.
std::vector<StyledText> wrap(const StyledText& text, std::size_t columns,
                             std::size_t max_lines = kNoLineLimit);

enum class Color { kNo, kYes };

// Whether a layout may leave out the ends of long texts: on a terminal, yes; in a file or a pipe, no.
enum class Shorten { kNo, kYes };

// The text with its escape sequences, without a line end.
std::string render(const StyledText& text, Color color);

}  // namespace chokepoint
