// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/help_text.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kHelpColumn = 28;

}  // namespace

void append_wrapped(std::string& out, std::string_view text, std::size_t column, std::size_t indent) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column + 1 + end > kHelpWidth) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += '\n';
}

void append_help_line(std::string& out, std::string_view left, std::string_view help) {
  std::string line = "  " + std::string(left);
  if (line.size() + 2 > kHelpColumn)
    line += '\n' + std::string(kHelpColumn, ' ');
  else
    line.resize(kHelpColumn, ' ');
  out += line;
  append_wrapped(out, help, kHelpColumn, kHelpColumn);
}

void append_help_group(std::string& out, const OptionTable& table, int group) {
  for (const OptionSpec& spec : table) {
    if (spec.group != group) continue;
    append_help_line(out, flag(spec.name) + (spec.value.empty() ? "" : "=" + std::string(spec.value)),
                     spec.help);
  }
}

}  // namespace chokepoint
