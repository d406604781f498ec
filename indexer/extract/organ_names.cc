// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/organ_names.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>

namespace chokepoint {
namespace {

bool contains(const std::vector<WordId>& list, WordId wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

// The words of a class that are a single word each.
std::vector<WordId> words_of_class(const Vocabulary::Data& data, std::string_view name, Words& words) {
  std::vector<WordId> found;
  for (const WordClassRow& row : data.word_classes) {
    if (row.name != name) continue;
    for (const Cell word : row.words) found.push_back(words.add(word));
  }
  return found;
}

// One string for a code and a set of words.
std::string packed(std::string_view code, OrganNames::Key key) {
  std::sort(key.begin(), key.end());
  std::string bytes(code);
  bytes += '\0';  // which no code has
  for (const WordId word : key) {
    std::array<char, sizeof word> binary;
    std::memcpy(binary.data(), &word, sizeof word);
    bytes.append(binary.data(), binary.size());
  }
  return bytes;
}

}  // namespace

OrganNames::OrganNames(const Vocabulary::Data& data, Words& words)
    : small_(words_of_class(data, "organ-small-word", words)),
      watchdogs_(words_of_class(data, "organ-watchdog", words)) {
  std::unordered_map<Cell, std::vector<WordId>> state_words;
  for (const CountryRow& row : data.countries) {
    std::vector<WordId>& ids = state_words[row.emitted()];
    const auto note = [&](Cell name) {
      for (const TextToken& token : words.add_phrase(name)) ids.push_back(token.lower);
    };
    note(row.name);
    for (const Cell name : row.names) note(name);
    for (const Cell name : row.demonyms) note(name);
  }
  words_of_.resize(data.authorities.size());
  for (std::size_t i = 0; i < data.authorities.size(); ++i) {
    const AuthorityRow& row = data.authorities[i];
    const auto number = static_cast<std::uint32_t>(i);
    const std::vector<WordId>& own_words = state_words[row.code];
    const std::span<const TextToken> name = words.add_phrase(row.name);
    for (const TextToken& token : name) words_of_[i].push_back(token.lower);
    learn(number, row.code, name, own_words);
    for (const Cell alias : row.aliases) learn(number, row.code, words.add_phrase(alias), own_words);
  }
}

void OrganNames::add_word(WordId lower, Key& key) const {
  if (contains(small_, lower)) return;
  key.push_back(contains(watchdogs_, lower) ? watchdogs_.front() : lower);
}

// A key that two rows share means neither.
void OrganNames::learn(std::uint32_t row, std::string_view code, std::span<const TextToken> name,
                       const std::vector<WordId>& state_words) {
  Key key;
  for (const TextToken& token : name) {
    if (token.kind == TokenKind::kMark || contains(state_words, token.lower)) continue;
    add_word(token.lower, key);
  }
  if (key.empty()) return;
  const auto [found, is_new] = rows_.emplace(packed(code, std::move(key)), row);
  if (!is_new && found->second != row) found->second.reset();
}

std::optional<std::uint32_t> OrganNames::row(std::string_view code, const Key& key) const {
  const auto found = rows_.find(packed(code, key));
  return found == rows_.end() ? std::nullopt : found->second;
}

}  // namespace chokepoint
