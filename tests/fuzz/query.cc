// SPDX-License-Identifier: GPL-2.0-or-later
// Reading of any query: it ends, by a tree or a message that points into the query, and a tree that is
// printed is read as the same tree, without a repair.
//
// The input is repaired to UTF-8 as every query is.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "common/cli/terminal.h"
#include "searcher/output/query_quote.h"
#include "searcher/query/date_range.h"
#include "searcher/query/parser.h"
#include "tests/fuzz/promise.h"

using namespace chokepoint;

namespace {

constexpr Date kToday{2024, 5, 17};
constexpr std::size_t kColumns = 60;

std::size_t depth_of(const Node& node) {
  std::size_t depth = 0;
  for (const Node& child : node.children) depth = std::max(depth, depth_of(child));
  return depth + 1;
}

void check_node(const Node& node, std::string_view query) {
  require(node.position <= query.size(), "a node begins inside the query", query);
  require(is_valid_utf8(node.text), "the text of a node is text", query);
  const bool is_list = node.kind == Node::Kind::kSequence || node.kind == Node::Kind::kAnd ||
                       node.kind == Node::Kind::kOr || node.kind == Node::Kind::kNear;
  require(!is_list || node.children.size() >= 2, "what joins has two things to join", query);
  if (node.kind == Node::Kind::kField && node.field == Field::kDate) {
    const auto range = parse_date_range(node.text, kToday);
    const auto* dates = std::get_if<DateRange>(&range);
    require(dates == nullptr || !dates->since || !dates->until || !(*dates->since > *dates->until),
            "a range of dates does not end before it begins", node.text);
  }
  for (const Node& child : node.children) check_node(child, query);
}

void check_printing(const Node& root, std::string_view query) {
  const std::string printed = print(root);
  // What is printed may be nested deeper or longer than what was read, and so exceed a limit.
  try {
    const ParsedQuery again = parse_query(printed);
    require(again.root.has_value(), "what is printed is not blank", query);
    require(*again.root == root, "what is printed is read as the same tree", printed);
    require(again.notes.empty(), "what is printed needs no repair", printed);
  } catch (const QueryError& error) {
    require(std::string_view(error.what()).find("more than") != std::string_view::npos,
            "what is printed is refused for a limit only", printed);
  }
}

void check_error(const QueryError& error, std::string_view query) {
  require(error.position() <= query.size(), "an error is inside the query", query);
  require(is_valid_utf8(error.what()) && is_valid_utf8(error.hint()), "a message is text", query);
  for (const std::string& line : quote_query(query, error.position(), kColumns))
    require(display_width(line) <= kColumns, "a quoted query fits the terminal", query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string query = repair_utf8({reinterpret_cast<const char*>(data), size});
  try {
    const ParsedQuery parsed = parse_query(query);
    if (!parsed.root) return 0;
    check_node(*parsed.root, query);
    require(depth_of(*parsed.root) <= 4 * kMaxQueryDepth, "the tree is no deeper than the limit allows",
            query);
    check_printing(*parsed.root, query);
  } catch (const QueryError& error) {
    check_error(error, query);
  }
  return 0;
}
