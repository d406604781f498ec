// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers the words that the tables use, so that matching compares integers. A word of an article that no
// table uses gets id 0 and can match nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/extract/tokens.h"

namespace chokepoint {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

class Words {
 public:
  WordId add(std::string_view word);
  WordId find(std::string_view word) const;

  // The tokens of a table's phrase, with ids that are made as needed.
  std::vector<Token> add_phrase(std::string_view phrase);

  // Fills in the ids of an article's tokens.
  void identify(std::string_view text, std::vector<Token>& tokens) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  std::unordered_map<std::string, WordId, Hash, std::equal_to<>> ids_;
};

// Finds phrases, given as sequences of word ids, in a sequence of tokens. Each phrase carries a number.
class PhraseTrie {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNone = 0;

  void add(const std::vector<WordId>& phrase, std::uint32_t number);

  // The node that a phrase's first word leads to, and on from there; kNone if no phrase goes that way.
  Node first(WordId word) const { return word < roots_.size() ? roots_[word] : kNone; }
  Node next(Node node, WordId word) const;

  // The numbers of the phrases that end at this node.
  const std::vector<std::uint32_t>& numbers(Node node) const { return numbers_[node]; }

 private:
  static std::uint64_t edge(Node node, WordId word) { return std::uint64_t{node} << 32 | word; }
  Node new_node();

  std::vector<Node> roots_;
  std::unordered_map<std::uint64_t, Node> edges_;
  std::vector<bool> has_edges_;
  std::vector<std::vector<std::uint32_t>> numbers_;
};

}  // namespace chokepoint
