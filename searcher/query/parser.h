// SPDX-License-Identifier: GPL-2.0-or-later
// Query text -> tree (ast.h). The grammar, loosest first:
//
//   query     = conjunct { "OR" conjunct }
//   conjunct  = sequence { "AND" sequence }
//   sequence  = item { item }                 side by side
//   item      = "NOT" item | "-" item | operand { "NEAR/5" operand }
//   operand   = "(" query ")" | "phrase" | word* | field:value | word
//
// Operators are upper case. An operator without its operands is text; a parenthesis without its partner
// is ignored or closed at the end; empty parentheses are ignored.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/query/ast.h"

namespace chokepoint {

inline constexpr std::size_t kMaxQueryDepth = 50;   // parentheses and NOTs inside one another
inline constexpr std::size_t kMaxQueryParts = 256;  // phrases, fields, wildcards and groups in all
inline constexpr std::size_t kMaxNearOperands = 16;

struct ParsedQuery {
  std::optional<Node> root;        // nothing: the query is blank
  std::vector<std::string> notes;  // repairs, for the user
};

// `query` is valid UTF-8. Throws QueryError as tokenize_query() does, and for a limit exceeded.
ParsedQuery parse_query(std::string_view query);

}  // namespace chokepoint
