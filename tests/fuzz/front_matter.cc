// SPDX-License-Identifier: GPL-2.0-or-later
// Front matter and the YAML in it: the body is the end of the text, and fields are short lines. Plain values
// are what they were written as.
#include "indexer/source/front_matter.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "common/base/ascii.h"
#include "indexer/source/short_field.h"
#include "indexer/source/yaml_fields.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

void check_fields(std::string_view yaml) {
  const auto fields = read_yaml_fields(yaml);
  if (!fields) return;
  require(is_valid_utf8(fields->fault), "a fault is text", fields->fault);
  for (const NamedValue& field : fields->values) {
    require(is_valid_utf8(field.name) && is_valid_utf8(field.value), "fields are UTF-8", field.name);
  }
}

// A text in single quotes, in which YAML knows but one escape.
void check_quoting(std::string_view text) {
  std::string value = short_field(text);
  const auto is_unprintable = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  const bool is_ascii_text = is_ascii(value) && std::none_of(value.begin(), value.end(), is_unprintable);
  if (!is_ascii_text || value.empty()) return;  // what else YAML 1.1 allows, it says itself
  std::string quoted;
  for (const char c : value) quoted += c == '\'' ? "''" : std::string(1, c);
  const auto fields = read_yaml_fields("title: '" + quoted + "'\n");
  require(fields && fields->values.size() == 1 && fields->values[0] == NamedValue{"title", value},
          "a quoted value is what it was", value);
}

void check_front_matter(const std::string& text) {
  const FrontMatter front = read_front_matter(text);
  require(text.ends_with(front.body), "the body is the end of the text", front.body);
  const SourceMetadata& metadata = front.metadata;
  for (const std::string* field : {&metadata.title, &metadata.published, &metadata.updated, &metadata.url,
                                   &metadata.publisher, &metadata.author, &metadata.language}) {
    require(is_valid_utf8(*field) && *field == short_field(*field), "a field is one short line", *field);
    require(field->empty() || front.body.size() < text.size(), "what is read is no longer in the body",
            *field);
  }
  require(metadata.published.empty() == metadata.published_from.empty(), "a date says where it stood",
          metadata.published);
  for (const std::string& note : front.notes) require(is_valid_utf8(note), "a note is text", note);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data), size});
  check_fields(text);
  check_quoting(text);
  check_front_matter(text);
  check_front_matter("---\n" + text);
  return 0;
}
