// SPDX-License-Identifier: GPL-2.0-or-later
// Query text -> tokens. Prose is never rejected: what is no operator, field or quote is a chunk of text.
// Only these throw QueryError: a name before a colon that is nearly a field, a field whose value is an
// opening parenthesis, and a text that is too long.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/index/fields.h"

namespace chokepoint {

struct QueryToken {
  enum class Kind {
    kText,      // `text`: a chunk between spaces, quotes and parentheses
    kPhrase,    // `text`: what stood between the quotes
    kWildcard,  // `text`: the chunk without its star
    kOpen,
    kClose,
    kAnd,
    kOr,
    kNot,   // also a dash before what it excludes
    kNear,  // `distance`
  };

  Kind kind = Kind::kText;
  std::string text;
  std::size_t position = 0;          // bytes from the beginning of the query
  const FieldInfo* field = nullptr;  // of kText, kPhrase and kWildcard: what stood before the colon
  unsigned distance = 0;
};

inline constexpr std::size_t kMaxQueryBytes = 64 * 1024;
inline constexpr unsigned kDefaultNearDistance = 10;
inline constexpr unsigned kMaxNearDistance = 100;

// `query` is valid UTF-8. A note for the user about each repair is appended to `notes`.
std::vector<QueryToken> tokenize_query(std::string_view query, std::vector<std::string>& notes);

// " at 7": where in `query` the byte `position` is, in characters from 1, for messages.
std::string at_place(std::string_view query, std::size_t position);

}  // namespace chokepoint
