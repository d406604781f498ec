// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/format_list.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "indexer/source/confined_process.h"
#include "indexer/source/converter.h"

namespace chokepoint {
namespace {

constexpr std::size_t kColumns = 79;
constexpr std::size_t kIndent = 13;

// Appends `text` to the list, its lines broken between words and indented below the name.
void append_wrapped(std::string& out, std::string_view text) {
  std::size_t column = kColumns + 1;  // the first word begins a line
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (column + 1 + word.size() > kColumns) {
      if (column <= kColumns) out += "\n";
      out += std::string(kIndent, ' ');
      column = kIndent;
    } else {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  out += "\n";
}

// " (installed)", or what to install; empty for what needs no converter.
std::string converter_state(const FormatInfo& info) {
  const Converter converter = converter_of(info.format);
  if (converter.program.empty()) return {};
  if (find_program(std::string(converter.program))) return " (installed)";
  return " (not installed; it is in the package " + std::string(converter.package) + ")";
}

}  // namespace

std::string dotted_suffixes(const FormatInfo& info) {
  std::string out = "." + std::string(info.suffixes);
  for (std::size_t at = out.find(' '); at != std::string::npos; at = out.find(' ', at + 2))
    out.replace(at, 1, " .");
  return out;
}

std::string how_it_is_read(const FormatInfo& info) {
  const Converter converter = converter_of(info.format);
  return std::string(info.help) +
         (converter.program.empty() ? "" : "; through " + std::string(converter.program));
}

std::string formats_text() {
  std::string out = "Formats are recognised by content; suffixes decide where contents look alike.\n\n";
  for (const FormatInfo& info : all_formats()) {
    std::string name(info.name);
    name.resize(std::max(name.size() + 1, kIndent), ' ');
    out += name + dotted_suffixes(info) + "\n";
    append_wrapped(out, info.media_type);
    append_wrapped(out, how_it_is_read(info) + converter_state(info));
  }
  out +=
      "\nEach may be compressed by gzip, zstd or brotli (.gz .zst .br).\n--filter=TYPE:COMMAND adds "
      "formats.\n";
  return out;
}

}  // namespace chokepoint
