// SPDX-License-Identifier: GPL-2.0-or-later
// A query as it was read: plain data, without any knowledge of an index.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/index/fields.h"

namespace chokepoint {

struct Node {
  enum class Kind {
    kText,      // `text`: a run of adjacent bare words, analyzed together ("AT & T")
    kPhrase,    // `text`: what stood between quotes
    kWildcard,  // `text`: what stood before the star
    kTitle,     // the one child, in the title: kText, kPhrase or kWildcard
    kField,     // `text`: the value asked of `field`
    kNear,      // the children at most `distance` words apart
    kNot,       // all but the one child
    kSequence,  // the children side by side: all of them, or with --match=any any of the words
    kAnd,       // all of the children
    kOr,        // any of the children
  };

  Kind kind = Kind::kText;
  std::string text;
  Field field = Field::kTitle;
  unsigned distance = 0;
  std::size_t position = 0;  // where it begins in the query, in bytes; not compared
  std::vector<Node> children;

  bool operator==(const Node& other) const;
};

// The query text of `node`, with as few parentheses as it takes: parsing it gives an equal tree.
std::string print(const Node& node);

// `node` as an indented list, a line each part: "all of", "  tiktok", "  not", "    ban".
std::vector<std::string> tree_lines(const Node& node);

}  // namespace chokepoint
