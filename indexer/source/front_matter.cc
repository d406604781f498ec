// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/front_matter.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/base/utf8.h"
#include "indexer/clean/page_lines.h"
#include "indexer/source/short_field.h"
#include "indexer/source/yaml_fields.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxFrontMatterBytes = 64 * 1024;

// Of the names of one field, the first that is there is taken.
struct KeyRow {
  std::string_view key;  // lower case
  std::string SourceMetadata::*field;
};
constexpr std::array kKeyRows = {
    KeyRow{"title", &SourceMetadata::title},
    KeyRow{"date", &SourceMetadata::published},
    KeyRow{"published", &SourceMetadata::published},
    KeyRow{"publishdate", &SourceMetadata::published},
    KeyRow{"pubdate", &SourceMetadata::published},
    KeyRow{"date_published", &SourceMetadata::published},
    KeyRow{"published_at", &SourceMetadata::published},
    KeyRow{"updated", &SourceMetadata::updated},
    KeyRow{"lastmod", &SourceMetadata::updated},
    KeyRow{"modified", &SourceMetadata::updated},
    KeyRow{"last_modified_at", &SourceMetadata::updated},
    KeyRow{"author", &SourceMetadata::author},
    KeyRow{"authors", &SourceMetadata::author},
    KeyRow{"byline", &SourceMetadata::author},
    KeyRow{"url", &SourceMetadata::url},
    KeyRow{"link", &SourceMetadata::url},
    KeyRow{"canonical", &SourceMetadata::url},
    KeyRow{"canonical_url", &SourceMetadata::url},
    KeyRow{"canonicalurl", &SourceMetadata::url},
    KeyRow{"source_url", &SourceMetadata::url},
    KeyRow{"source", &SourceMetadata::url},
    KeyRow{"publisher", &SourceMetadata::publisher},
    KeyRow{"source", &SourceMetadata::publisher},
    KeyRow{"site", &SourceMetadata::publisher},
    KeyRow{"site_name", &SourceMetadata::publisher},
    KeyRow{"lang", &SourceMetadata::language},
    KeyRow{"language", &SourceMetadata::language},
};

// Generators of sites write addresses as paths within the site ("url: /2024/canada"), which open nowhere
// else; a source may be named or given by its address.
bool is_of_field(std::string SourceMetadata::*field, std::string_view value) {
  if (field == &SourceMetadata::url) return is_web_address(value);
  return field != &SourceMetadata::publisher || !is_web_address(value);
}

struct Block {
  std::string_view yaml;
  std::string_view body;
};

bool is_fence(std::string_view line, std::string_view fence) {
  return line.starts_with(fence) && trim(line.substr(fence.size())).empty();
}

// Nothing if the text does not begin with a fence; a block without a body_begin if it is not closed.
std::optional<Block> find_block(std::string_view text) {
  const std::string_view head = text.substr(0, kMaxFrontMatterBytes);
  const std::size_t begin = head.find('\n') + 1;
  std::size_t at = begin;
  while (at < head.size()) {
    const std::size_t end = std::min(head.find('\n', at), head.size());
    const std::string_view line = head.substr(at, end - at);
    if (is_fence(line, "---") || is_fence(line, "..."))
      return Block{text.substr(begin, at - begin), text.substr(std::min(end + 1, text.size()))};
    at = end + 1;
  }
  return std::nullopt;
}

void set_metadata(const std::vector<NamedValue>& values, SourceMetadata& metadata) {
  for (const KeyRow& row : kKeyRows) {
    std::string& field = metadata.*row.field;
    if (!field.empty()) continue;
    for (const NamedValue& given : values) {
      if (ascii_lower(given.name) != row.key || !is_of_field(row.field, given.value)) continue;
      if (field.empty()) {
        field = given.value;
      } else if (row.field == &SourceMetadata::author) {
        field += ", " + given.value;
      }
    }
    field = short_field(field);
    if (row.field == &SourceMetadata::published && !field.empty())
      metadata.published_from = "front matter " + std::string(row.key);
  }
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter front;
  front.body = text;
  if (!is_fence(text.substr(0, text.find('\n')), "---")) return front;
  const auto block = find_block(text);
  if (!block) {
    front.notes.emplace_back("front matter: not closed within 64 KiB, taken as text");
    return front;
  }
  const auto fields = read_yaml_fields(block->yaml);
  if (!fields) return front;  // two rules around a text
  front.body = block->body;
  set_metadata(fields->values, front.metadata);
  if (!fields->fault.empty())
    front.notes.push_back("front matter: " + fields->fault + "; what follows it there was not read");
  return front;
}

}  // namespace chokepoint
