// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers the words that the tables use, so that matching compares integers. A word of an article that no
// table uses gets id 0 and can match nothing.
//
// Both classes are open hash tables, at most half full: a look-up is one or two probes whatever the tables
// hold, and what an article says cannot make it longer, as only the tables add.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/tokens.h"

namespace chokepoint {

using WordId = std::uint32_t;
inline constexpr WordId kUnknownWord = 0;

class Words {
 public:
  Words();

  WordId add(std::string_view word);
  WordId find(std::string_view word) const;

  // The tokens of a table's phrase, with ids that are made as needed.
  std::vector<TextToken> add_phrase(std::string_view phrase);

  // Fills in the ids of an article's tokens.
  void identify(std::string_view text, std::vector<TextToken>& tokens) const;

 private:
  // A word of up to seven bytes is its own key, so that a look-up need not go to its bytes.
  struct Key {
    std::uint64_t head = 0;
    std::uint32_t hash = 0;
  };
  struct Slot {
    std::uint64_t head = 0;
    std::uint32_t hash = 0;
    WordId id = kUnknownWord;
  };
  static Key key_of(std::string_view word);

  std::string_view word(WordId id) const {
    return std::string_view(bytes_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
  }
  // The slot of this word, or the free one where it belongs.
  std::size_t slot_of(std::string_view word, const Key& key) const;
  void grow();
  void identify_slowly(std::string_view text, TextToken& token) const;

  std::vector<Slot> slots_;
  std::string bytes_;                   // of all words, by id
  std::vector<std::uint32_t> ends_{0};  // word `id` is bytes_[ends_[id - 1], ends_[id])
  std::vector<WordId> marks_;           // by ASCII character
  std::size_t longest_ = 0;             // bytes
};

// Finds phrases, given as sequences of word ids, in a sequence of tokens. Each phrase carries a number.
class PhraseTrie {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNone = 0;

  PhraseTrie();

  void add(const std::vector<WordId>& phrase, std::uint32_t number);

  // The node that a phrase's first word leads to, and on from there; kNone if no phrase goes that way.
  Node first(WordId word) const { return word < roots_.size() ? roots_[word] : kNone; }
  Node next(Node node, WordId word) const {
    return !goes_on_[node] || word == kUnknownWord ? kNone : edges_[slot_of(edge(node, word))].to;
  }

  // The numbers of the phrases that end at this node.
  const std::vector<std::uint32_t>& numbers(Node node) const { return numbers_[node]; }

 private:
  struct Edge {
    std::uint64_t key = 0;  // node and word; 0 if free, as node 0 has no edges
    Node to = kNone;
  };

  static std::uint64_t edge(Node node, WordId word) { return std::uint64_t{node} << 32 | word; }
  std::size_t slot_of(std::uint64_t key) const {
    std::size_t slot = (key * 0x9E3779B97F4A7C15U) >> shift_;
    while (edges_[slot].key != key && edges_[slot].key != 0) slot = (slot + 1) & (edges_.size() - 1);
    return slot;
  }
  Node new_node();
  Node add_edge(Node node, WordId word);
  void grow();

  std::vector<Node> roots_;
  std::vector<Edge> edges_;
  std::size_t edge_count_ = 0;
  int shift_ = 0;  // 64 - log2(edges_.size())
  std::vector<char> goes_on_;
  std::vector<std::vector<std::uint32_t>> numbers_;
};

}  // namespace chokepoint
