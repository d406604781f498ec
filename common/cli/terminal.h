// SPDX-License-Identifier: GPL-2.0-or-later
// The one escaper for text that goes to a terminal, a log or a pipe, and what is needed to lay text out.
// Articles, file names and queries are hostile: C0, DEL and C1 controls, bidirectional controls (U+061C,
// U+200E/F, U+202A-E, U+2066-9), U+2028/9 and bytes that are not UTF-8 are shown as \x1b or \u202e.
// Nothing here throws; everything may be called by any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

// `text` on one line: line feeds and tabs become spaces, all else that is listed above is escaped.
std::string escape_line(std::string_view text);

// As escape_line, but line feeds and tabs are escaped as well ("\x0a"): for file names, of which each
// character counts.
std::string escape_name(std::string_view text);

// As escape_line, but line feeds stay (for --show) and tabs become spaces.
std::string escape_block(std::string_view text);

// Columns that escaped `text` takes on a terminal: wide East Asian characters and emoji two, combining
// marks and format characters none (UAX #11, Unicode 15).
std::size_t display_width(std::string_view text);

// The longest prefix of `text` of at most `columns` columns that cuts no grapheme cluster; "…" ends it
// if something was cut.
std::string cut_to_width(std::string_view text, std::size_t columns);

// The grapheme clusters of `text` with the columns that each takes; they refer to `text`.
struct Grapheme {
  std::string_view text;
  std::size_t columns = 0;
};
std::vector<Grapheme> split_graphemes(std::string_view text);

// Where the grapheme cluster that begins at `begin` (less than text.size()) ends.
std::size_t grapheme_end(std::string_view text, std::size_t begin);

// True if `fd` is a terminal.
bool is_terminal(int fd);

// Columns of the terminal behind `fd`, else $COLUMNS if it is a sane number, else 80; at least 40.
std::size_t terminal_columns(int fd);

// Rows of the terminal behind `fd`; 0 if they are not known.
std::size_t terminal_rows(int fd);

enum class When { kAuto, kAlways, kNever };

// Whether to colour what goes to `fd`: kAuto means on a terminal that is not "dumb", or anywhere if
// CLICOLOR_FORCE is set to something else than "" and "0"; but never if NO_COLOR is not empty.
bool use_color(When when, int fd);

}  // namespace chokepoint
