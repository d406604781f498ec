// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two, as every size of a hash table here
constexpr std::size_t kShortWord = 48;     // bytes; longer words are rare and go the slow way

constexpr std::size_t kKeyBytes = 7;  // of a word that is its own key
constexpr std::uint64_t kLongKey = std::uint64_t{1} << 63;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t piece) {
  hash = (hash ^ piece) * 0x9FB21C651E98DF25U;
  return hash ^ hash >> 32;
}

}  // namespace

Words::Words() : slots_(kFirstSlots), marks_(0x80, kUnknownWord) {}

// No word has a NUL byte, so that short words of different lengths have different heads.
Words::Key Words::key_of(std::string_view word) {
  const bool is_long = word.size() > kKeyBytes;
  std::uint64_t hash = 0xCBF29CE484222325U ^ word.size();
  while (word.size() > kKeyBytes) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, word.data(), kKeyBytes + 1);
    hash = mixed(hash, piece);
    word.remove_prefix(kKeyBytes + 1);
  }
  std::uint64_t rest = 0;
  for (const char c : word) rest = rest << 8 | static_cast<unsigned char>(c);
  hash = mixed(hash, rest);
  return {is_long ? hash | kLongKey : rest, static_cast<std::uint32_t>(hash)};
}

std::size_t Words::slot_of(std::string_view wanted, const Key& key) const {
  std::size_t slot = key.hash & (slots_.size() - 1);
  while (slots_[slot].id != kUnknownWord &&
         (slots_[slot].head != key.head || ((key.head & kLongKey) != 0 && word(slots_[slot].id) != wanted))) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

WordId Words::find(std::string_view word) const {
  return slots_[slot_of(word, key_of(word))].id;
}

WordId Words::add(std::string_view word) {
  const Key key = key_of(word);
  Slot& slot = slots_[slot_of(word, key)];
  if (slot.id != kUnknownWord) return slot.id;
  const auto id = static_cast<WordId>(ends_.size());
  slot = {key.head, key.hash, id};
  bytes_ += word;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  longest_ = std::max(longest_, word.size());
  if (word.size() == 1 && static_cast<unsigned char>(word[0]) < marks_.size())
    marks_[static_cast<unsigned char>(word[0])] = id;
  if (ends_.size() * 2 > slots_.size()) grow();
  return id;
}

void Words::grow() {
  const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
  for (const Slot& slot : old) {
    if (slot.id != kUnknownWord) slots_[slot_of(word(slot.id), {slot.head, slot.hash})] = slot;
  }
}

std::vector<TextToken> Words::add_phrase(std::string_view phrase) {
  std::vector<TextToken> tokens = split_tokens(phrase);
  std::string exact, lower;
  for (TextToken& token : tokens) {
    exact.clear();
    lower.clear();
    append_exact_form(phrase, token, exact);
    append_lower_form(exact, lower);
    token.exact = add(exact);
    token.lower = add(lower);
  }
  return tokens;
}

void Words::identify(std::string_view text, std::vector<TextToken>& tokens) const {
  std::array<char, kShortWord> lower;
  for (TextToken& token : tokens) {
    if (token.kind == TokenKind::kMark && token.mark != 0) {
      token.exact = token.lower = marks_[static_cast<unsigned char>(token.mark)];
      continue;
    }
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    if (word.size() > kShortWord) {
      identify_slowly(text, token);
      continue;
    }
    unsigned char all_bits = 0;
    bool has_capital = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      const auto byte = static_cast<unsigned char>(word[i]);
      const bool capital = byte - unsigned{'A'} < 26U;
      all_bits |= byte;
      has_capital |= capital;
      lower[i] = static_cast<char>(capital ? byte + 0x20 : byte);
    }
    if (all_bits >= 0x80) {
      identify_slowly(text, token);
      continue;
    }
    token.exact = find(word);
    token.lower = has_capital ? find({lower.data(), word.size()}) : token.exact;
  }
}

// Of a word that is long or has letters beyond ASCII.
void Words::identify_slowly(std::string_view text, TextToken& token) const {
  if (token.end - token.begin > 3 * longest_) {  // three bytes of typographic apostrophe become one
    token.exact = token.lower = kUnknownWord;
    return;
  }
  std::string exact, lower;
  append_exact_form(text, token, exact);
  append_lower_form(exact, lower);
  token.exact = find(exact);
  token.lower = lower == exact ? token.exact : find(lower);
}

PhraseTrie::PhraseTrie() : edges_(kFirstSlots), shift_(54) {
  new_node();  // node 0 stands for "none"
}

void PhraseTrie::add(const std::vector<WordId>& phrase, std::uint32_t number) {
  if (phrase.empty()) return;
  if (roots_.size() <= phrase.front()) roots_.resize(phrase.front() + 1, kNone);
  if (roots_[phrase.front()] == kNone) roots_[phrase.front()] = new_node();
  Node node = roots_[phrase.front()];
  for (std::size_t i = 1; i < phrase.size(); ++i) node = add_edge(node, phrase[i]);
  numbers_[node].push_back(number);
}

PhraseTrie::Node PhraseTrie::add_edge(Node node, WordId word) {
  const std::uint64_t key = edge(node, word);
  const std::size_t slot = slot_of(key);
  if (edges_[slot].key == key) return edges_[slot].to;
  const Node to = new_node();
  edges_[slot] = {key, to};
  goes_on_[node] = 1;
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
  numbers_.emplace_back();
  goes_on_.push_back(0);
  return static_cast<Node>(numbers_.size() - 1);
}

}  // namespace chokepoint
