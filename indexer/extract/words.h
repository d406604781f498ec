// SPDX-License-Identifier: GPL-2.0-or-later
// Numbers the words that the tables use, so that matching compares integers. A word of an article that no
// table uses gets id 0 and can match nothing.
//
// An open hash table, at most half full: a look-up is one or two probes whatever the tables hold, and what an
// article says cannot make it longer, as only the tables add.
#pragma once

#include <cstdint>
#include <span>
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

  // The tokens of a table's phrase, with ids that are made as needed. Valid until the next call.
  std::span<const TextToken> add_phrase(std::string_view phrase);

  // Fills in the ids of an article's tokens.
  void identify(std::string_view text, std::vector<TextToken>& tokens) const;

 private:
  // A word of up to 15 bytes is its own key, so that a look-up need not go to its bytes; of a longer one it
  // is the first eight bytes and a hash.
  struct Key {
    std::uint64_t head = 0, tail = 0;

    bool operator==(const Key&) const = default;
    bool is_long() const;
    bool is_ascii() const { return ((head | tail) & 0x8080808080808080U) == 0; }
  };
  struct Slot {
    Key key;
    WordId id = kUnknownWord;
  };
  static Key key_of(std::string_view word);
  static Key key_in(std::string_view text, std::size_t begin, std::size_t size);
  static Key lower_key(const Key& key);

  WordId add(std::string_view word, const Key& key);
  std::string_view word(WordId id) const {
    return std::string_view(bytes_).substr(ends_[id - 1], ends_[id] - ends_[id - 1]);
  }
  std::size_t first_slot(const Key& key) const;
  // The slot of this word, or the free one where it belongs; `word` is looked at only if it is long.
  std::size_t slot_of(std::string_view word, const Key& key) const;
  WordId find_short(const Key& key) const { return slots_[slot_of({}, key)].id; }
  void grow();
  void prefetch(std::string_view text, const TextToken& token) const;
  void identify_slowly(std::string_view text, TextToken& token) const;
  void add_slowly(std::string_view phrase, TextToken& token);

  std::vector<Slot> slots_;
  std::string bytes_;                   // of all words, by id
  std::vector<std::uint32_t> ends_{0};  // word `id` is bytes_[ends_[id - 1], ends_[id])
  std::vector<WordId> marks_;           // by ASCII character
  std::size_t longest_ = 0;             // bytes
  std::vector<TextToken> phrase_;       // that was added last
};

}  // namespace chokepoint
