// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/output/styled_text.h"

#include <algorithm>
#include <utility>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr std::string_view kReset = "\x1b[0m";

std::string_view sequence(Style style) {
  switch (style) {
    case Style::kPlain:
      return "";
    case Style::kTitle:
      return "\x1b[1m";
    case Style::kHit:
      return "\x1b[1;31m";
    case Style::kFaint:
      return "\x1b[2m";
    case Style::kFacet:
      return "\x1b[35m";
    case Style::kSelected:
      return "\x1b[1;35m";
    case Style::kHeading:
      return "\x1b[1;4m";
    case Style::kEvidence:
      return "\x1b[1m";
  }
  return "";
}

// One grapheme cluster of a styled text.
struct Cell {
  Grapheme grapheme;
  Style style = Style::kPlain;
  bool is_space() const { return grapheme.text == " "; }
};

std::vector<Cell> split_cells(const StyledText& text) {
  std::vector<Cell> cells;
  for (const Span& span : text) {
    for (const Grapheme& grapheme : split_graphemes(span.text)) cells.push_back({grapheme, span.style});
  }
  return cells;
}

StyledText join_cells(const std::vector<Cell>& cells, std::size_t begin, std::size_t end) {
  StyledText text;
  for (std::size_t i = begin; i < end; ++i) {
    if (text.empty() || text.back().style != cells[i].style) text.push_back({{}, cells[i].style});
    text.back().text += cells[i].grapheme.text;
  }
  return text;
}

// One space for a run of them, none at either end.
void collapse_spaces(std::vector<Cell>& cells) {
  const auto is_repeated = [](const Cell& a, const Cell& b) { return a.is_space() && b.is_space(); };
  cells.erase(std::unique(cells.begin(), cells.end(), is_repeated), cells.end());
  if (!cells.empty() && cells.front().is_space()) cells.erase(cells.begin());
  if (!cells.empty() && cells.back().is_space()) cells.pop_back();
}

bool is_word_cell(const Cell& cell) {
  return !cell.is_space() && cell.grapheme.text != "-";
}

// Whether a line may end before cells[i].
bool may_break_before(const std::vector<Cell>& cells, std::size_t i) {
  if (i == 0 || i >= cells.size()) return false;
  const Cell& before = cells[i - 1];
  if (cells[i].is_space() || before.is_space()) return true;
  const bool is_after_hyphen = before.grapheme.text == "-" && i >= 2 && is_word_cell(cells[i - 2]);
  return is_after_hyphen || (before.grapheme.columns >= 2 && cells[i].grapheme.columns >= 2);
}

// The end of the line that begins at `begin`: the last place to break that fits, else as much as fits, and
// at least one cell.
std::size_t line_end(const std::vector<Cell>& cells, std::size_t begin, std::size_t columns) {
  std::size_t used = 0;
  std::size_t last_break = begin;
  std::size_t i = begin;
  for (; i < cells.size(); ++i) {
    if (may_break_before(cells, i)) last_break = i;
    used += cells[i].grapheme.columns;
    if (used > columns) break;
  }
  if (i == cells.size()) return i;
  if (last_break > begin) return last_break;
  return std::max(i, begin + 1);
}

// Runs of spaces are collapsed already.
StyledText without_last_space(StyledText line) {
  if (line.empty() || !line.back().text.ends_with(' ')) return line;
  line.back().text.pop_back();
  if (line.back().text.empty()) line.pop_back();
  return line;
}

}  // namespace

StyledText styled(std::string_view text, Style style) {
  if (text.empty()) return {};
  return {{escape_line(text), style}};
}

StyledText marked(std::string_view text, const std::vector<TextRange>& hits, Style style, Style hit_style) {
  StyledText out;
  std::size_t at = 0;
  for (const TextRange& hit : hits) {
    const std::size_t begin = std::clamp(hit.begin, at, text.size());
    const std::size_t end = std::clamp(hit.end, begin, text.size());
    append(out, styled(text.substr(at, begin - at), style));
    append(out, styled(text.substr(begin, end - begin), hit_style));
    at = end;
  }
  append(out, styled(text.substr(at), style));
  return out;
}

void append(StyledText& text, StyledText more) {
  text.insert(text.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::size_t width(const StyledText& text) {
  std::size_t sum = 0;
  for (const Span& span : text) sum += display_width(span.text);
  return sum;
}

StyledText cut_to_width(const StyledText& text, std::size_t columns) {
  const std::vector<Cell> cells = split_cells(text);
  std::size_t used = 0;
  std::size_t fitting = 0;  // cells that leave a column for the ellipsis
  for (std::size_t i = 0; i < cells.size(); ++i) {
    used += cells[i].grapheme.columns;
    if (used > columns) {
      if (columns == 0) return {};
      StyledText out = join_cells(cells, 0, fitting);
      const Style style = out.empty() ? cells.front().style : out.back().style;
      append(out, {{"\u2026", style}});
      return out;
    }
    if (used < columns) fitting = i + 1;
  }
  return text;
}

StyledText padded(StyledText text, std::size_t columns) {
  const std::size_t used = width(text);
  if (used < columns) text.push_back({std::string(columns - used, ' '), Style::kPlain});
  return text;
}

StyledText padded_left(StyledText text, std::size_t columns) {
  const std::size_t used = width(text);
  if (used < columns) text.insert(text.begin(), {std::string(columns - used, ' '), Style::kPlain});
  return text;
}

std::vector<StyledText> wrap(const StyledText& text, std::size_t columns, std::size_t max_lines) {
  std::vector<Cell> cells = split_cells(text);
  collapse_spaces(cells);
  std::vector<StyledText> lines;
  for (std::size_t begin = 0; begin < cells.size();) {
    std::size_t end = line_end(cells, begin, columns);
    if (lines.size() + 1 == max_lines && end < cells.size()) {
      // One column more than fits, so that the cut shows.
      const std::size_t enough = std::min(cells.size(), end + columns + 1);
      lines.push_back(cut_to_width(join_cells(cells, begin, enough), columns));
      break;
    }
    lines.push_back(without_last_space(join_cells(cells, begin, end)));
    while (end < cells.size() && cells[end].is_space()) ++end;
    begin = end;
  }
  return lines;
}

std::string render(const StyledText& text, Color color) {
  std::string out;
  for (const Span& span : text) {
    const std::string_view begin = color == Color::kYes ? sequence(span.style) : "";
    out += begin;
    out += span.text;
    if (!begin.empty()) out += kReset;
  }
  return out;
}

}  // namespace chokepoint
