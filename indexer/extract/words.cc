// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/words.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kFirstSlots = 1024;  // a power of two, as each size
constexpr std::size_t kShortWord = 15;     // bytes of a word that is its own key
constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kAhead = 8;  // tokens between the fetching of a slot and the look at it

// No byte of UTF-8, at the end of the key of a long word, where a short one has NUL.
constexpr char kLongMark = '\xFF';

std::uint64_t mixed(std::uint64_t hash, std::uint64_t piece) {
  hash = (hash ^ piece) * 0x9FB21C651E98DF25U;
  return hash ^ hash >> 32;
}

std::uint64_t load(const char* bytes) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value;
}

// kKeyBytes that are set, and as many that are not: from kMask + kKeyBytes - n on, n are.
constexpr std::array<char, 2 * kKeyBytes> kMask = [] {
  std::array<char, 2 * kKeyBytes> mask{};
  std::fill_n(mask.begin(), kKeyBytes, '\xFF');
  return mask;
}();

// The same with ASCII's capitals made small, eight bytes at a time; all must be ASCII.
std::uint64_t lower_ascii(std::uint64_t bytes) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  const std::uint64_t from_a = bytes + kEach * (0x80 - 'A');
  const std::uint64_t past_z = bytes + kEach * (0x7F - 'Z');
  return bytes | ((from_a & ~past_z & kEach * 0x80) >> 2);  // 0x20 is a quarter of 0x80
}

}  // namespace

Words::Words() : slots_(kFirstSlots), marks_(0x80, kUnknownWord) {}

bool Words::Key::is_long() const {
  std::array<char, sizeof tail> bytes;
  std::memcpy(bytes.data(), &tail, sizeof tail);
  return bytes.back() == kLongMark;
}

// No word has a NUL byte, so that short words of different lengths have different keys.
Words::Key Words::key_of(std::string_view word) {
  std::array<char, kKeyBytes> bytes{};
  if (word.size() <= kShortWord) {
    std::copy(word.begin(), word.end(), bytes.begin());
  } else {
    std::uint64_t hash = word.size();
    for (std::string_view rest = word; !rest.empty();) {
      std::array<char, sizeof hash> piece{};
      const std::size_t size = std::min(rest.size(), piece.size());
      std::copy_n(rest.begin(), size, piece.begin());
      hash = mixed(hash, load(piece.data()));
      rest.remove_prefix(size);
    }
    std::copy_n(word.begin(), sizeof hash, bytes.begin());
    std::memcpy(&bytes[sizeof hash], &hash, sizeof hash);
    bytes.back() = kLongMark;
  }
  return {load(bytes.data()), load(&bytes[kKeyBytes / 2])};
}

// The key of a short word inside a text, most of which have enough text behind them to be read as a whole.
Words::Key Words::key_in(std::string_view text, std::size_t begin, std::size_t size) {
  if (text.size() - begin < kKeyBytes) return key_of(text.substr(begin, size));
  const char* const bytes = text.data() + begin;
  const char* const mask = kMask.data() + kKeyBytes - size;
  return {load(bytes) & load(mask), load(bytes + kKeyBytes / 2) & load(mask + kKeyBytes / 2)};
}

Words::Key Words::lower_key(const Key& key) {
  return {lower_ascii(key.head), lower_ascii(key.tail)};
}

std::size_t Words::first_slot(const Key& key) const {
  return mixed(mixed(0, key.head), key.tail) & (slots_.size() - 1);
}

std::size_t Words::slot_of(std::string_view wanted, const Key& key) const {
  std::size_t slot = first_slot(key);
  while (slots_[slot].id != kUnknownWord &&
         (slots_[slot].key != key || (key.is_long() && word(slots_[slot].id) != wanted))) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slot;
}

WordId Words::find(std::string_view word) const {
  return slots_[slot_of(word, key_of(word))].id;
}

WordId Words::add(std::string_view word) {
  return add(word, key_of(word));
}

WordId Words::add(std::string_view word, const Key& key) {
  Slot& slot = slots_[slot_of(word, key)];
  if (slot.id != kUnknownWord) return slot.id;
  const auto id = static_cast<WordId>(ends_.size());
  slot = {key, id};
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
    if (slot.id != kUnknownWord) slots_[slot_of(word(slot.id), slot.key)] = slot;
  }
}

std::span<const TextToken> Words::add_phrase(std::string_view phrase) {
  phrase_.clear();
  split_tokens(phrase, phrase_);
  for (TextToken& token : phrase_) {
    const std::size_t size = token.end - token.begin;
    const Key key = size <= kShortWord ? key_in(phrase, token.begin, size) : Key();
    if (size > kShortWord || !key.is_ascii()) {
      add_slowly(phrase, token);
      continue;
    }
    token.exact = token.lower = add(phrase.substr(token.begin, size), key);
    const Key lower = lower_key(key);
    if (lower == key) continue;
    std::array<char, kKeyBytes> bytes;
    std::memcpy(bytes.data(), &lower, sizeof lower);
    token.lower = add({bytes.data(), size}, lower);
  }
  return phrase_;
}

void Words::add_slowly(std::string_view phrase, TextToken& token) {
  std::string exact, lower;
  append_exact_form(phrase, token, exact);
  append_lower_form(exact, lower);
  token.exact = add(exact);
  token.lower = lower == exact ? token.exact : add(lower);
}

void Words::identify(std::string_view text, std::vector<TextToken>& tokens) const {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i + kAhead < tokens.size()) prefetch(text, tokens[i + kAhead]);
    TextToken& token = tokens[i];
    if (token.kind == TokenKind::kMark && token.mark != 0) {
      token.exact = token.lower = marks_[static_cast<unsigned char>(token.mark)];
      continue;
    }
    const std::size_t size = token.end - token.begin;
    const Key key = size <= kShortWord ? key_in(text, token.begin, size) : Key();
    if (size > kShortWord || !key.is_ascii()) {
      identify_slowly(text, token);
      continue;
    }
    const Key lower = lower_key(key);
    token.exact = find_short(key);
    token.lower = lower == key ? token.exact : find_short(lower);
  }
}

// The table is larger than a core's cache; what will be looked up soon is fetched meanwhile.
void Words::prefetch(std::string_view text, const TextToken& token) const {
  const std::size_t size = token.end - token.begin;
  if (token.kind == TokenKind::kMark || size > kShortWord) return;
  __builtin_prefetch(&slots_[first_slot(key_in(text, token.begin, size))]);
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

}  // namespace chokepoint
