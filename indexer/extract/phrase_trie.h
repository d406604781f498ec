// SPDX-License-Identifier: GPL-2.0-or-later
// Sequences of words as paths of a tree, so that one walk from a token on finds every phrase that begins
// there. Nodes are numbered from 1 in the order in which they are made. What a node stands for is for its
// owner to say, by a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/extract/words.h"

namespace chokepoint {

class PhraseTrie {
 public:
  using Node = std::uint32_t;
  static constexpr Node kNone = 0;

  PhraseTrie();

  // The nodes that the phrase's first word leads to, and on from there; they are made if need be.
  Node add_first(WordId word);
  Node add_next(Node node, WordId word);
  Node add(std::span<const WordId> phrase);  // the last of them; kNone if the phrase is empty

  // The same, but kNone if no phrase goes that way.
  Node first(WordId word) const { return word < roots_.size() ? roots_[word] : kNone; }
  Node next(Node node, WordId word) const {
    return may_follow(node, word) ? edges_[slot_of(edge(node, word))].to : kNone;
  }

  // The owner's number; 0 at first.
  std::uint32_t value(Node node) const { return nodes_[node].value; }
  void set_value(Node node, std::uint32_t value) { nodes_[node].value = value; }

  // One more than the greatest node.
  std::size_t size() const { return nodes_.size(); }

 private:
  struct NodeData {
    std::uint64_t followers = 0;  // a bit for each 64th of the words
    std::uint32_t value = 0;
  };
  struct Edge {
    std::uint64_t key = 0;  // node and word; 0 if free, as node 0 has no edges
    Node to = kNone;
  };

  // Most words do not go on, which a bit a node and class of words says without a look at the edges.
  static std::uint64_t follower(WordId word) { return std::uint64_t{1} << (word & 63); }
  bool may_follow(Node node, WordId word) const {
    return word != kUnknownWord && (nodes_[node].followers & follower(word)) != 0;
  }

  static std::uint64_t edge(Node node, WordId word) { return std::uint64_t{node} << 32 | word; }
  std::size_t slot_of(std::uint64_t key) const {
    std::size_t slot = (key * 0x9E3779B97F4A7C15U) >> shift_;
    while (edges_[slot].key != key && edges_[slot].key != 0) slot = (slot + 1) & (edges_.size() - 1);
    return slot;
  }
  Node new_node();
  void grow();

  std::vector<Node> roots_;  // by word
  std::vector<Edge> edges_;  // an open hash table, at most half full
  std::size_t edge_count_ = 0;
  int shift_ = 0;  // 64 - log2(edges_.size())
  std::vector<NodeData> nodes_;
};

}  // namespace chokepoint
