// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/phrase_trie.h"

#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kFirstEdges = 1024;  // a power of two, as each size
constexpr int kFirstShift = 54;

}  // namespace

PhraseTrie::PhraseTrie() : edges_(kFirstEdges), shift_(kFirstShift) {
  new_node();  // node 0 stands for "none"
}

PhraseTrie::Node PhraseTrie::add(std::span<const WordId> phrase) {
  Node node = kNone;
  for (const WordId word : phrase) node = node == kNone ? add_first(word) : add_next(node, word);
  return node;
}

PhraseTrie::Node PhraseTrie::add_first(WordId word) {
  if (roots_.size() <= word) roots_.resize(word + 1, kNone);
  if (roots_[word] == kNone) roots_[word] = new_node();
  return roots_[word];
}

PhraseTrie::Node PhraseTrie::add_next(Node node, WordId word) {
  const std::uint64_t key = edge(node, word);
  const std::size_t slot = slot_of(key);
  if (edges_[slot].key == key) return edges_[slot].to;
  const Node to = new_node();
  edges_[slot] = {key, to};
  nodes_[node].followers |= follower(word);
  if (++edge_count_ * 2 > edges_.size()) grow();
  return to;
}

void PhraseTrie::grow() {
  const std::vector<Edge> old = std::exchange(edges_, std::vector<Edge>(edges_.size() * 2));
  --shift_;
  for (const Edge& edge : old) {
    if (edge.key != 0) edges_[slot_of(edge.key)] = edge;
  }
}

PhraseTrie::Node PhraseTrie::new_node() {
  nodes_.emplace_back();
  return static_cast<Node>(nodes_.size() - 1);
}

}  // namespace chokepoint
