// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/mail_lines.h"

#include <algorithm>

#include "common/base/utf8.h"

namespace chokepoint {
namespace {

constexpr std::size_t kWidestMargin = 80;
constexpr std::size_t kNarrowestMargin = 50;
constexpr std::string_view kSignature = "-- ";

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find(' '));
}

// A quotation, list item, indented line, rule or signature: it does not go on from the line before.
bool begins_anew(std::string_view line) {
  if (line.empty() || std::string_view(" \t>-*+=_|#~").find(line.front()) != std::string_view::npos)
    return true;
  if (line.starts_with("\u2022") || line.starts_with("\u2013") || line.starts_with("\u2014")) return true;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && digits <= 3 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

// The length of the longest line, of words: an address may be longer than any margin. 0 if there is none.
std::size_t find_margin(std::string_view text) {
  std::size_t margin = 0;
  while (!text.empty()) {
    const std::string_view line = trim(take_line(text));
    if (line.find(' ') == std::string_view::npos) continue;
    const std::size_t length = count_code_points(line);
    if (length > kWidestMargin && count_code_points(first_word(line)) <= kWidestMargin) return 0;
    if (length <= kWidestMargin) margin = std::max(margin, length);
  }
  return margin >= kNarrowestMargin ? margin : 0;
}

struct FlowedLine {
  std::size_t depth = 0;  // of quotation
  std::string_view text;
  bool is_flowed = false;
};

FlowedLine read_flowed_line(std::string_view line) {
  FlowedLine out;
  out.depth = std::min(line.find_first_not_of('>'), line.size());
  out.text = line.substr(out.depth);
  if (out.text.starts_with(' ')) out.text.remove_prefix(1);
  out.is_flowed = out.text.ends_with(' ') && out.text != kSignature;
  return out;
}

}  // namespace

std::string join_flowed_lines(std::string_view text, TrailingSpace trailing_space) {
  std::string out;
  FlowedLine before;
  while (!text.empty()) {
    const FlowedLine line = read_flowed_line(take_line(text));
    const bool goes_on = before.is_flowed && before.depth == line.depth && line.text != kSignature;
    if (goes_on) {
      out.pop_back();  // the line end
      if (trailing_space == TrailingSpace::kDeleted) out.pop_back();
    } else if (line.depth > 0) {
      out += std::string(line.depth, '>') + " ";
    }
    out += line.text;
    out += '\n';
    before = line;
  }
  return out;
}

std::string join_wrapped_lines(std::string_view text) {
  const std::size_t margin = find_margin(text);
  if (margin == 0) return std::string(text);
  std::string out;
  std::size_t length_before = 0;  // of the last line as it stood; 0 before the first and after a blank one
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    const std::size_t word = count_code_points(first_word(line));
    // A word longer than the margin fits into no line; its break says nothing.
    const bool is_broken_at_margin =
        length_before > 0 && length_before + 1 + word > margin && word <= margin && !begins_anew(line);
    if (is_broken_at_margin) out.back() = ' ';
    out += line;
    out += '\n';
    length_before = count_code_points(trim(line));
  }
  return out;
}

}  // namespace chokepoint
