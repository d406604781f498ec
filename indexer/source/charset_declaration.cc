// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/charset_declaration.h"

#include <optional>

#include "common/base/ascii.h"
#include "common/base/utf8.h"
#include "indexer/source/charset_labels.h"

namespace chokepoint {
namespace {

constexpr std::size_t kPrescannedBytes = 1024;

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
}

// Drops `text` up to and with the next `end`; all of it if there is none.
void skip_past(std::string_view& text, std::string_view end) {
  const std::size_t at = text.find(end);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
}

bool begins_with(std::string_view text, std::string_view lower) {
  return ascii_lower(text.substr(0, lower.size())) == lower;
}

struct Attribute {
  std::string name;  // lower case
  std::string value;
};

std::string take_value(std::string_view& text) {
  skip_spaces(text);
  if (text.empty()) return {};
  if (const char quote = text.front(); quote == '"' || quote == '\'') {
    const std::size_t end = text.find(quote, 1);
    const std::string value(text.substr(1, end == std::string_view::npos ? end : end - 1));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return value;
  }
  std::size_t end = 0;
  while (end < text.size() && !is_ascii_space(text[end]) && text[end] != '>') ++end;
  const std::string value(text.substr(0, end));
  text.remove_prefix(end);
  return value;
}

// The next attribute of the tag that `text` is inside of; at its end nothing, with `text` behind it.
std::optional<Attribute> take_attribute(std::string_view& text) {
  while (!text.empty() && (is_ascii_space(text.front()) || text.front() == '/')) text.remove_prefix(1);
  if (text.empty()) return std::nullopt;
  if (text.front() == '>') {
    text.remove_prefix(1);
    return std::nullopt;
  }
  std::size_t end = 1;  // a "=" at the beginning is part of the name
  while (end < text.size() && !is_ascii_space(text[end]) && text[end] != '/' && text[end] != '>' &&
         text[end] != '=')
    ++end;
  Attribute attribute{ascii_lower(text.substr(0, end)), {}};
  text.remove_prefix(end);
  skip_spaces(text);
  if (!text.empty() && text.front() == '=') {
    text.remove_prefix(1);
    attribute.value = take_value(text);
  }
  return attribute;
}

// "text/html; charset=x" -> "x".
std::string charset_of_content(const std::string& content) {
  const std::string lower = ascii_lower(content);
  std::string_view rest = lower;
  for (;;) {
    const std::size_t at = rest.find("charset");
    if (at == std::string_view::npos) return {};
    rest.remove_prefix(at + 7);
    skip_spaces(rest);
    if (!rest.empty() && rest.front() == '=') break;
  }
  rest.remove_prefix(1);
  skip_spaces(rest);
  if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
    const std::size_t end = rest.find(rest.front(), 1);
    return end == std::string_view::npos ? std::string() : std::string(rest.substr(1, end - 1));
  }
  std::size_t end = 0;
  while (end < rest.size() && !is_ascii_space(rest[end]) && rest[end] != ';') ++end;
  return std::string(rest.substr(0, end));
}

// The label of the <meta> whose attributes `text` begins with.
std::string take_meta_charset(std::string_view& text) {
  bool is_content_type = false;
  std::string from_content;
  std::optional<std::string> charset;
  while (const auto attribute = take_attribute(text)) {
    if (attribute->name == "http-equiv" && ascii_lower(attribute->value) == "content-type")
      is_content_type = true;
    if (attribute->name == "content" && from_content.empty())
      from_content = charset_of_content(attribute->value);
    if (attribute->name == "charset" && !charset) charset = attribute->value;
  }
  if (charset) return *charset;
  return is_content_type ? from_content : std::string();
}

std::string usable_label(const std::string& label) {
  const Charset* charset = find_charset(label);
  if (charset == nullptr) return {};
  return charset->name.starts_with("UTF-16") ? "utf-8" : label;
}

}  // namespace

std::string declared_html_charset(std::string_view bytes) {
  std::string_view text = bytes.substr(0, kPrescannedBytes);
  while (!text.empty()) {
    if (text.starts_with("<!--")) {
      text.remove_prefix(2);  // "<!-->" is a whole comment
      skip_past(text, "-->");
    } else if (begins_with(text, "<meta") && text.size() > 5 && (is_ascii_space(text[5]) || text[5] == '/')) {
      text.remove_prefix(5);
      if (std::string label = usable_label(take_meta_charset(text)); !label.empty()) return label;
    } else if (text.front() == '<' && text.size() > 1 &&
               (is_ascii_letter(text[1]) ||
                (text[1] == '/' && text.size() > 2 && is_ascii_letter(text[2])))) {
      while (!text.empty() && !is_ascii_space(text.front()) && text.front() != '>') text.remove_prefix(1);
      while (take_attribute(text)) {
      }
    } else if (text.starts_with("<!") || text.starts_with("</") || text.starts_with("<?")) {
      skip_past(text, ">");
    } else {
      text.remove_prefix(1);
    }
  }
  return usable_label(declared_xml_charset(bytes));
}

std::string declared_xml_charset(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!bytes.starts_with("<?xml")) return {};
  bytes = bytes.substr(0, kPrescannedBytes);
  const std::size_t end = bytes.find("?>");
  if (end == std::string_view::npos) return {};
  std::string_view declaration = bytes.substr(5, end - 5);
  while (const auto attribute = take_attribute(declaration)) {
    if (attribute->name == "encoding") return attribute->value;
  }
  return {};
}

}  // namespace chokepoint
