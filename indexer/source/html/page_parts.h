// SPDX-License-Identifier: GPL-2.0-or-later
// What the makers of a page call its parts, from page_parts.tsv: "sidebar", "share", "article-body". The
// columns are explained at the top of the table.
//
// Immutable after loading; may be shared by threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chokepoint {

enum class PartVerdict : std::uint8_t { kDrop, kHide, kKeep };

struct PagePart {
  PartVerdict verdict = PartVerdict::kDrop;
  std::string rule;
};

class PageParts {
 public:
  // Throws UsageError that names the table's line if a row cannot be read.
  static PageParts parse(std::string_view table, std::string name);

  // The compiled-in table.
  static const PageParts& embedded();

  // The part that one name out of a class or id says ("related-links__item"); null if it says none. Of
  // several that it says, dropping comes before keeping: the links in an article's body are no body.
  const PagePart* find_name(std::string_view name) const;

  // The part that an element of this tag, role or itemprop is; null if none.
  const PagePart* find_tag(std::string_view tag) const { return find_whole(kTag, tag); }
  const PagePart* find_role(std::string_view role) const { return find_whole(kRole, role); }
  const PagePart* find_itemprop(std::string_view itemprop) const { return find_whole(kItemprop, itemprop); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  template <typename Value>
  using NameMap = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;

  enum Attribute : std::uint8_t { kRole, kItemprop, kTag, kWholeAttributes };

  struct Sequence {
    std::vector<std::string> words;
    std::size_t part = 0;
  };

  void add_name(std::string_view pattern, std::size_t part);
  const PagePart* find_whole(Attribute attribute, std::string_view value) const;

  std::vector<PagePart> parts_;
  NameMap<std::vector<Sequence>> by_first_word_;
  NameMap<std::size_t> by_beginning_;  // of a word
  NameMap<std::size_t> by_end_;
  NameMap<std::size_t> by_whole_[kWholeAttributes];
};

// The words of a name, in lower case: "articleBody--wide2" gives article, body, wide.
std::vector<std::string> split_name(std::string_view name);

}  // namespace chokepoint
