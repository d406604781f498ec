// SPDX-License-Identifier: GPL-2.0-or-later
// Lays out --help: what can be written on the left, what it means on the right, at most kHelpWidth columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "common/cli/option_table.h"

namespace chokepoint {

inline constexpr std::size_t kHelpWidth = 100;

// `text` broken between words, in lines of which all but the first are indented by `indent`. The first begins
// in `column`.
void append_wrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent);

void append_help_line(std::string& out, std::string_view left, std::string_view help);

// A line for each option of `group`, in the order of the table.
void append_help_group(std::string& out, const OptionTable& table, int group);

}  // namespace chokepoint
