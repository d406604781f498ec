// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/parser.h"

#include <algorithm>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "searcher/query/lexer.h"

namespace chokepoint {
namespace {

using Token = QueryToken;
using TokenKind = QueryToken::Kind;
using Tokens = std::vector<QueryToken>;

bool is_binary(const Token& token) {
  return token.kind == TokenKind::kAnd || token.kind == TokenKind::kOr || token.kind == TokenKind::kNear;
}

bool is_operand(const Token& token) {
  return token.kind == TokenKind::kText || token.kind == TokenKind::kPhrase ||
         token.kind == TokenKind::kWildcard;
}

bool begins_operand(const Token& token) {
  return is_operand(token) || token.kind == TokenKind::kOpen || token.kind == TokenKind::kNot;
}

bool ends_operand(const Token& token) {
  return is_operand(token) || token.kind == TokenKind::kClose;
}

// Drops closing parentheses without a partner and empty pairs, and closes open ones at the end.
Tokens with_balanced_parentheses(Tokens tokens, std::string_view query, std::vector<std::string>& notes) {
  Tokens balanced;
  std::vector<std::size_t> open;
  for (Token& token : tokens) {
    if (token.kind == TokenKind::kOpen) open.push_back(balanced.size());
    if (token.kind == TokenKind::kClose) {
      if (open.empty()) continue;
      const bool is_empty = open.back() + 1 == balanced.size();
      open.pop_back();
      if (is_empty) {
        balanced.pop_back();
        continue;
      }
    }
    balanced.push_back(std::move(token));
  }
  for (; !open.empty(); open.pop_back()) {
    if (open.back() + 1 == balanced.size()) {
      balanced.pop_back();
      continue;
    }
    notes.push_back("the parenthesis" + at_place(query, balanced[open.back()].position) +
                    " is not closed: closed at the end");
    balanced.push_back({TokenKind::kClose, {}, query.size(), nullptr, 0});
  }
  return balanced;
}

// The text is lower case, so that printing the tree does not make it an operator again.
void make_text(Token& token) {
  switch (token.kind) {
    case TokenKind::kAnd:
      token.text = "and";
      break;
    case TokenKind::kOr:
      token.text = "or";
      break;
    case TokenKind::kNear:
      token.text = ascii_lower(token.text);
      break;
    default:
      token.text = token.text.empty() ? "not" : token.text;
  }
  token.kind = TokenKind::kText;
}

// Makes text of operators that lack an operand: first those without a right one, from the right, then
// binary ones without a left one, from the left.
void demote_lonely_operators(Tokens& tokens) {
  bool is_before_operand = false;
  for (std::size_t i = tokens.size(); i-- > 0;) {
    const bool is_operator = is_binary(tokens[i]) || tokens[i].kind == TokenKind::kNot;
    const bool is_lonely = is_operator && !is_before_operand;
    is_before_operand = !is_lonely && begins_operand(tokens[i]);
    if (is_lonely) make_text(tokens[i]);
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_binary(tokens[i]) && (i == 0 || !ends_operand(tokens[i - 1]))) make_text(tokens[i]);
  }
  // "a NEAR NOT b": nothing is near what is not there.
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].kind == TokenKind::kNear && tokens[i + 1].kind == TokenKind::kNot) make_text(tokens[i]);
  }
}

// Before anything recurses: parentheses and chains of NOT within the limit.
void check_depth(const Tokens& tokens, std::string_view query) {
  std::size_t parentheses = 0;
  std::size_t nots = 0;  // open NOTs in all enclosing groups
  std::vector<std::size_t> nots_outside;
  for (const Token& token : tokens) {
    switch (token.kind) {
      case TokenKind::kOpen:
        ++parentheses;
        nots_outside.push_back(nots);
        break;
      case TokenKind::kClose:
        --parentheses;
        nots_outside.pop_back();
        nots = nots_outside.empty() ? 0 : nots_outside.back();
        break;
      case TokenKind::kNot:
        ++nots;
        break;
      default:
        nots = nots_outside.empty() ? 0 : nots_outside.back();
    }
    if (parentheses + nots > kMaxQueryDepth) {
      throw QueryError("the query is nested more than " + std::to_string(kMaxQueryDepth) + " deep" +
                           at_place(query, token.position),
                       token.position);
    }
  }
}

void check_parts(const Tokens& tokens, std::string_view query) {
  std::size_t parts = 0;
  for (const Token& token : tokens) {
    const bool is_part = token.kind == TokenKind::kPhrase || token.kind == TokenKind::kWildcard ||
                         token.kind == TokenKind::kOpen || is_binary(token) ||
                         token.kind == TokenKind::kNot || token.field != nullptr;
    if (is_part && ++parts > kMaxQueryParts) {
      throw QueryError("the query has more than " + std::to_string(kMaxQueryParts) +
                           " phrases, fields, groups and operators" + at_place(query, token.position),
                       token.position);
    }
  }
}

class Parser {
 public:
  Parser(const Tokens& tokens, std::string_view query) : tokens_(tokens), query_(query) {}

  Node run() { return parse_or(); }

 private:
  bool is_at(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }
  bool is_at_near() const { return is_at(TokenKind::kNear); }

  static Node combine(Node::Kind kind, std::vector<Node> children) {
    if (children.size() == 1) return std::move(children.front());
    Node node;
    node.kind = kind;
    node.position = children.front().position;
    node.children = std::move(children);
    return node;
  }

  Node parse_or() {
    std::vector<Node> children{parse_and()};
    while (is_at(TokenKind::kOr)) {
      ++at_;
      children.push_back(parse_and());
    }
    return combine(Node::Kind::kOr, std::move(children));
  }

  Node parse_and() {
    std::vector<Node> children{parse_sequence()};
    while (is_at(TokenKind::kAnd)) {
      ++at_;
      children.push_back(parse_sequence());
    }
    return combine(Node::Kind::kAnd, std::move(children));
  }

  Node parse_sequence() {
    std::vector<Node> children;
    while (at_ < tokens_.size() && begins_operand(tokens_[at_])) {
      children.push_back(is_at_bare_text() ? parse_text_run() : parse_item());
    }
    return combine(Node::Kind::kSequence, std::move(children));
  }

  // A word, unless NEAR follows, which takes it alone.
  bool is_at_bare_text() const {
    return is_at(TokenKind::kText) && tokens_[at_].field == nullptr &&
           (at_ + 1 == tokens_.size() || tokens_[at_ + 1].kind != TokenKind::kNear);
  }

  Node parse_text_run() {
    Node node;
    node.position = tokens_[at_].position;
    for (; is_at_bare_text(); ++at_) {
      if (!node.text.empty()) node.text += ' ';
      node.text += tokens_[at_].text;
    }
    return node;
  }

  Node parse_item() {
    if (!is_at(TokenKind::kNot)) return parse_near();
    Node node;
    node.kind = Node::Kind::kNot;
    node.position = tokens_[at_].position;
    ++at_;
    node.children.push_back(parse_item());
    return node;
  }

  // Distances in one chain that differ are taken together: the largest counts.
  Node parse_near() {
    std::vector<Node> children{parse_operand()};
    unsigned distance = 0;
    while (is_at_near()) {
      distance = std::max(distance, tokens_[at_].distance);
      ++at_;
      children.push_back(parse_operand());
      if (children.size() > kMaxNearOperands) {
        throw QueryError("NEAR joins more than " + std::to_string(kMaxNearOperands) + " words" +
                             at_place(query_, children.back().position),
                         children.back().position);
      }
    }
    Node node = combine(Node::Kind::kNear, std::move(children));
    if (distance != 0) node.distance = distance;
    return node;
  }

  Node parse_operand() {
    const Token& token = tokens_[at_++];
    if (token.kind == TokenKind::kOpen) {
      Node node = parse_or();
      ++at_;  // the closing one: parentheses are balanced
      return node;
    }
    return leaf(token);
  }

  static Node leaf(const Token& token) {
    Node node;
    node.position = token.position;
    node.text = token.text;
    if (token.kind == TokenKind::kPhrase) node.kind = Node::Kind::kPhrase;
    if (token.kind == TokenKind::kWildcard) node.kind = Node::Kind::kWildcard;
    if (token.field == nullptr) return node;
    if (token.field->field == Field::kTitle) {
      Node title;
      title.kind = Node::Kind::kTitle;
      title.position = token.position;
      title.children.push_back(std::move(node));
      return title;
    }
    node.kind = Node::Kind::kField;
    node.field = token.field->field;
    return node;
  }

  const Tokens& tokens_;
  std::string_view query_;
  std::size_t at_ = 0;
};

}  // namespace

ParsedQuery parse_query(std::string_view query) {
  ParsedQuery parsed;
  Tokens tokens = tokenize_query(query, parsed.notes);
  tokens = with_balanced_parentheses(std::move(tokens), query, parsed.notes);
  if (tokens.empty()) return parsed;
  demote_lonely_operators(tokens);
  check_depth(tokens, query);
  check_parts(tokens, query);
  parsed.root = Parser(tokens, query).run();
  return parsed;
}

}  // namespace chokepoint
