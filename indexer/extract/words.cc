// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/words.h"

namespace chokepoint {

WordId Words::add(std::string_view word) {
  const auto found = ids_.find(word);
  if (found != ids_.end()) return found->second;
  const auto id = static_cast<WordId>(ids_.size() + 1);
  ids_.emplace(word, id);
  return id;
}

WordId Words::find(std::string_view word) const {
  const auto found = ids_.find(word);
  return found == ids_.end() ? kUnknownWord : found->second;
}

std::vector<Token> Words::add_phrase(std::string_view phrase) {
  std::vector<Token> tokens = split_tokens(phrase);
  std::string exact, lower;
  for (Token& token : tokens) {
    exact.clear();
    lower.clear();
    append_exact_form(phrase, token, exact);
    append_lower_form(exact, lower);
    token.exact = add(exact);
    token.lower = add(lower);
  }
  return tokens;
}

void Words::identify(std::string_view text, std::vector<Token>& tokens) const {
  std::string exact, lower;
  for (Token& token : tokens) {
    exact.clear();
    append_exact_form(text, token, exact);
    token.exact = find(exact);
    lower.clear();
    append_lower_form(exact, lower);
    token.lower = lower == exact ? token.exact : find(lower);
  }
}

void PhraseTrie::add(const std::vector<WordId>& phrase, std::uint32_t number) {
  if (phrase.empty()) return;
  if (numbers_.empty()) new_node();  // node 0 stands for "none"
  if (roots_.size() <= phrase.front()) roots_.resize(phrase.front() + 1, kNone);
  if (roots_[phrase.front()] == kNone) roots_[phrase.front()] = new_node();
  Node node = roots_[phrase.front()];
  for (std::size_t i = 1; i < phrase.size(); ++i) {
    const auto [found, is_new] = edges_.emplace(edge(node, phrase[i]), kNone);
    if (is_new) {
      found->second = new_node();
      has_edges_[node] = true;
    }
    node = found->second;
  }
  numbers_[node].push_back(number);
}

PhraseTrie::Node PhraseTrie::next(Node node, WordId word) const {
  if (!has_edges_[node] || word == kUnknownWord) return kNone;
  const auto found = edges_.find(edge(node, word));
  return found == edges_.end() ? kNone : found->second;
}

PhraseTrie::Node PhraseTrie::new_node() {
  numbers_.emplace_back();
  has_edges_.push_back(false);
  return static_cast<Node>(numbers_.size() - 1);
}

}  // namespace chokepoint
