// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/xml_guard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxAttributes = 64;
constexpr std::size_t kMaxReferenceBytes = 12;  // "&#x0010FFFF;"

// The five names that XML knows. As numbers they are read even after a fault: libxml2 drops references by
// name from a document that is no longer well-formed.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPredefined = {{
    {"&amp;", "&#38;"},
    {"&lt;", "&#60;"},
    {"&gt;", "&#62;"},
    {"&quot;", "&#34;"},
    {"&apos;", "&#39;"},
}};

// The length of the numeric reference that `text` begins with, 0 if it begins with none; and what it refers
// to.
struct NumericReference {
  std::size_t bytes = 0;
  char32_t character = 0;
};

NumericReference read_numeric_reference(std::string_view text) {
  const std::size_t end = text.substr(0, kMaxReferenceBytes).find(';');
  if (end == std::string_view::npos || !text.starts_with("&#")) return {};
  const bool is_hex = text[2] == 'x';
  const std::string_view digits = text.substr(is_hex ? 3 : 2, end - (is_hex ? 3 : 2));
  std::uint32_t character = 0;
  const auto [rest, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), character, is_hex ? 16 : 10);
  if (digits.empty() || rest != digits.data() + digits.size() || error == std::errc::invalid_argument)
    return {};
  return {end + 1, error == std::errc() ? char32_t{character} : char32_t{0}};
}

bool is_xml_character(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

bool is_control(char c) {
  return !is_xml_character(static_cast<unsigned char>(c));
}

// Whether a "<" before `c` may begin a tag, a comment, a declaration or an instruction.
bool may_begin_markup(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("/!?_:").find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
}

// The length of what begins with `open` and ends with `close`, or with the text.
std::size_t length_through(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t end = text.find(close, open.size());
  return end == std::string_view::npos ? text.size() : end + close.size();
}

// The length of a document type declaration: up to the ">" that is outside quotes, comments, processing
// instructions and brackets.
std::size_t doctype_length(std::string_view text) {
  bool is_inside_brackets = false;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    const char c = rest.front();
    if (rest.starts_with("<!--")) {
      at += length_through(rest, "<!--", "-->");
    } else if (rest.starts_with("<?")) {
      at += length_through(rest, "<?", "?>");
    } else if (c == '"' || c == '\'') {
      at += length_through(rest, rest.substr(0, 1), rest.substr(0, 1));
    } else if (c == '>' && !is_inside_brackets) {
      return at + 1;
    } else {
      if (c == '[') is_inside_brackets = true;
      if (c == ']') is_inside_brackets = false;
      ++at;
    }
  }
  return at;
}

// The attributes of the tag that `text` begins with. A "<" ends it even between quotes, as libxml2 has it.
std::size_t count_attributes(std::string_view text) {
  std::size_t count = 0;
  char quote = '\0';
  for (const char c : text.substr(1)) {
    if (c == '<' || (c == '>' && quote == '\0')) break;
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '=') {
      ++count;
    }
  }
  return count;
}

class Guard {
 public:
  explicit Guard(std::string_view xml) : rest_(xml) { out_.text.reserve(xml.size() + xml.size() / 8); }

  GuardedXml run() {
    while (!rest_.empty() && out_.fault_line == 0) {
      const std::size_t plain = std::min(rest_.find_first_of("<&"), rest_.size());
      copy(plain);
      if (rest_.empty()) break;
      if (rest_.front() == '&') {
        write_reference();
      } else {
        write_markup();
      }
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t bytes) {
    out_.text += rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
  }

  void write_reference() {
    for (const auto& [name, number] : kPredefined) {
      if (!rest_.starts_with(name)) continue;
      out_.text += number;
      rest_.remove_prefix(name.size());
      return;
    }
    const NumericReference reference = read_numeric_reference(rest_);
    if (is_xml_character(reference.character)) return copy(reference.bytes);
    out_.text += reference.bytes > 0 ? "\uFFFD" : "&#38;";
    rest_.remove_prefix(std::max<std::size_t>(reference.bytes, 1));
  }

  void write_markup() {
    if (rest_.size() < 2 || !may_begin_markup(rest_[1])) {
      out_.text += "&#60;";
      return rest_.remove_prefix(1);
    }
    if (rest_.starts_with("<![CDATA[")) return copy(length_through(rest_, "<![CDATA[", "]]>"));
    if (rest_.starts_with("<!--")) return copy(length_through(rest_, "<!--", "-->"));
    if (rest_.starts_with("<?")) return copy(length_through(rest_, "<?", "?>"));
    if (rest_.starts_with("<!DOCTYPE")) return drop_doctype();
    if (count_attributes(rest_) > kMaxAttributes) {
      out_.fault_line = 1 + static_cast<std::size_t>(std::count(out_.text.begin(), out_.text.end(), '\n'));
    } else {
      copy(1);
    }
  }

  void drop_doctype() {
    const std::string_view declaration = rest_.substr(0, doctype_length(rest_));
    out_.text.append(static_cast<std::size_t>(std::count(declaration.begin(), declaration.end(), '\n')),
                     '\n');
    rest_.remove_prefix(declaration.size());
  }

  std::string_view rest_;
  GuardedXml out_;
};

}  // namespace

GuardedXml guard_xml(std::string_view xml) {
  std::string characters(xml);
  std::erase_if(characters, is_control);
  return Guard(characters).run();
}

}  // namespace chokepoint
