// SPDX-License-Identifier: GPL-2.0-or-later
// Texts of words drawn from a seed, and their signatures.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/analyzer.h"
#include "indexer/duplicates/signature.h"

namespace chokepoint {

// By chance alone, two texts share next to nothing.
inline std::string draw_word(std::mt19937& random) {
  std::string word;
  for (std::size_t i = 0; i < 6; ++i) word += static_cast<char>('a' + random() % 26);
  return word;
}

inline std::vector<std::string> draw_words(std::mt19937& random, std::size_t count) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < count; ++i) words.push_back(draw_word(random));
  return words;
}

// `words` with each replaced by another at this chance.
inline std::vector<std::string> with_replaced(std::mt19937& random, std::vector<std::string> words,
                                              double chance) {
  std::bernoulli_distribution is_replaced(chance);
  for (std::string& word : words) {
    if (is_replaced(random)) word = draw_word(random);
  }
  return words;
}

inline std::string signature_of(std::string_view body, std::string_view title = "",
                                std::string_view language = "en") {
  const Analyzer analyzer;
  std::vector<Token> title_tokens;
  std::vector<Token> body_tokens;
  analyzer.analyze(title, 1, title_tokens);
  analyzer.analyze(body, 1, body_tokens);
  return make_signature({title, title_tokens}, {body, body_tokens}, language);
}

inline std::string signature_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return signature_of(text);
}

}  // namespace chokepoint
