// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/front_matter.h"

#include <chrono>
#include <string>

#include <catch2/catch.hpp>

using namespace chokepoint;

namespace {

// The fields that are set, a line each; then the body after "--".
std::string read(const std::string& text) {
  const FrontMatter front = read_front_matter(text);
  const SourceMetadata& metadata = front.metadata;
  std::string out;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) out += std::string(name) + ": " + value + "\n";
  };
  add("title", metadata.title);
  add("published", metadata.published);
  add("from", metadata.published_from);
  add("updated", metadata.updated);
  add("url", metadata.url);
  add("publisher", metadata.publisher);
  add("author", metadata.author);
  add("language", metadata.language);
  for (const std::string& note : front.notes) add("note", note);
  return out + "--" + std::string(front.body);
}

}  // namespace

TEST_CASE("front_matter: what generators of sites and pandoc write is metadata", "[source]") {
  struct Case {
    const char* what;
    std::string text;
    std::string read;
  };
  const Case kCases[] = {
      {"Hugo",
       "---\ntitle: \"Ports: a ban\"\ndate: 2024-11-07T10:00:00+08:00\nlastmod: 2024-11-08\nurl: "
       "/2024/ports\n"
       "tags: [a, b]\ndraft: false\n---\n\nText",
       "title: Ports: a ban\npublished: 2024-11-07T10:00:00+08:00\nfrom: front matter date\n"
       "updated: 2024-11-08\n--\nText"},
      {"several authors", "---\nauthor:\n- Jane Doe\n- name: Bob Roe\n  email: b@e.org\n---\n",
       "author: Jane Doe, Bob Roe\n--"},
      {"an author as a mapping", "---\nauthor: {email: [x], name: Jane}\n...\nText", "author: Jane\n--Text"},
      {"keys in any case, a block scalar", "---\nTitle: >\n  Two\n  lines\nLang: fr\n---\nx",
       "title: Two lines\nlanguage: fr\n--x"},
      {"the source by name and by address", "---\nsource: Wire\ncanonical: https://e.org/a\n---\n",
       "url: https://e.org/a\npublisher: Wire\n--"},
      {"the source by address", "---\nsource: https://e.org/a\nsite: Wire\n---\n",
       "url: https://e.org/a\npublisher: Wire\n--"},
      {"the first name of a field that is there", "---\nmodified: 2\nlastmod: 1\n---\n", "updated: 1\n--"},
      {"no value", "---\ntitle:\nauthor: []\n---\nx", "--x"},
      {"no front matter", "Text\n---\n", "--Text\n---\n"},
      {"a rule, not front matter", "---\n\nText\n\n---\nmore", "--\n\nText\n\n---\nmore"},
      {"four dashes", "----\ntitle: x\n---\n", "------\ntitle: x\n---\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    // A text that is left whole begins where it began.
    const bool is_whole = c.read.starts_with("--\n\nText\n\n---");
    CHECK(read(c.text) == (is_whole ? "--" + c.text : c.read));
  }
}

TEST_CASE("front_matter: what is wrong in it is noted, and the text stays", "[source]") {
  struct Case {
    const char* what;
    std::string text;
    std::string read;
  };
  const Case kCases[] = {
      {"not closed", "---\ntitle: x\n\nText",
       "note: front matter: not closed within 64 KiB, taken as text\n"},
      {"closed too late", "---\ntitle: x\n" + std::string(70'000, '#') + "\n---\n",
       "note: front matter: not closed within 64 KiB, taken as text\n"},
      {"not YAML", "---\nlang: en\ntitle: a: b\n---\n",
       "language: en\nnote: front matter: line 2: mapping values are not allowed in this context; what "
       "follows "
       "it there was not read\n"},
      {"an alias bomb", "---\nlang: en\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
       "language: en\nnote: front matter: line 2: anchors are not read; what follows it there was not "
       "read\n"},
      {"an alias", "---\nlang: en\ntitle: *a\n---\n",
       "language: en\nnote: front matter: line 2: aliases are not followed; what follows it there was not "
       "read\n"},
      {"deep nesting", "---\nlang: en\nx: " + std::string(30'000, '[') + "\n---\n",
       "language: en\nnote: front matter: line 2: nested more than 8 levels deep; what follows it there was "
       "not "
       "read\n"},
  };
  for (const Case& c : kCases) {
    INFO(c.what);
    const std::string result = read(c.text);
    CHECK(result.substr(0, result.find("--")) == c.read);
  }
}
