// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/ast.h"

#include <algorithm>
#include <string_view>

namespace chokepoint {
namespace {

using Kind = Node::Kind;

// How tightly a node holds together; a child that is looser than its place allows gets parentheses.
enum Tightness { kLoose, kOrOperand, kAndOperand, kSequenceItem, kNearOperand };

Tightness tightness(const Node& node) {
  switch (node.kind) {
    case Kind::kOr:
      return kLoose;
    case Kind::kAnd:
      return kOrOperand;
    case Kind::kSequence:
      return kAndOperand;
    case Kind::kNot:
    case Kind::kNear:
      return kSequenceItem;
    case Kind::kText:
      return node.text.find(' ') == std::string::npos ? kNearOperand : kAndOperand;
    default:
      return kNearOperand;
  }
}

bool is_plain_value(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
}

std::string print_inside(const Node& node, Tightness place) {
  return tightness(node) < place ? "(" + print(node) + ")" : print(node);
}

std::string print_joined(const Node& node, std::string_view between, Tightness place) {
  std::string out;
  for (const Node& child : node.children) {
    if (!out.empty()) out += between;
    out += print_inside(child, place);
  }
  return out;
}

// Two runs of words side by side would be read as one: the second is kept apart by parentheses. A run of
// several words may stand bare, it binds as tightly as its place.
std::string print_sequence(const Node& node) {
  std::string out;
  bool follows_text = false;
  for (const Node& child : node.children) {
    if (!out.empty()) out += ' ';
    const bool is_text = child.kind == Kind::kText;
    const bool is_bare = is_text ? !follows_text : tightness(child) >= kSequenceItem;
    out += is_bare ? print(child) : "(" + print(child) + ")";
    follows_text = is_text && is_bare;
  }
  return out;
}

}  // namespace

bool Node::operator==(const Node& other) const {
  return kind == other.kind && text == other.text && (kind != Kind::kField || field == other.field) &&
         distance == other.distance && children == other.children;
}

std::string print(const Node& node) {
  switch (node.kind) {
    case Kind::kText:
      return node.text;
    case Kind::kPhrase:
      return '"' + node.text + '"';
    case Kind::kWildcard:
      return node.text + '*';
    case Kind::kTitle:
      return std::string(field_info(Field::kTitle).name) + ':' + print(node.children.front());
    case Kind::kField: {
      const std::string value = is_plain_value(node.text) ? node.text : '"' + node.text + '"';
      return std::string(field_info(node.field).name) + ':' + value;
    }
    case Kind::kNear:
      return print_joined(node, " NEAR/" + std::to_string(node.distance) + ' ', kNearOperand);
    case Kind::kNot:
      return "NOT " + print_inside(node.children.front(), kSequenceItem);
    case Kind::kSequence:
      return print_sequence(node);
    case Kind::kAnd:
      return print_joined(node, " AND ", kAndOperand);
    case Kind::kOr:
      return print_joined(node, " OR ", kOrOperand);
  }
  return {};
}

std::vector<std::string> tree_lines(const Node& node) {
  const auto head = [&]() -> std::string {
    switch (node.kind) {
      case Kind::kSequence:
      case Kind::kAnd:
        return "all of";
      case Kind::kOr:
        return "any of";
      case Kind::kNot:
        return "not";
      default:
        return {};
    }
  }();
  if (head.empty()) return {print(node)};
  std::vector<std::string> lines{head};
  for (const Node& child : node.children) {
    for (const std::string& line : tree_lines(child)) lines.push_back("  " + line);
  }
  return lines;
}

}  // namespace chokepoint
