// SPDX-License-Identifier: GPL-2.0-or-later
// Cuts an article into sentences. A sentence ends at a full stop, question or exclamation mark (with the
// quotes and brackets that close after it), at a colon before a list, and at the end of a paragraph; it
// does not end after an abbreviation or an initial.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/extract/tokens.h"
#include "indexer/extract/words.h"

namespace chokepoint {

enum class Section : unsigned char { kTitle, kLead, kBody };

struct Sentence {
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
  std::size_t begin = 0;  // bytes into the text, half-open
  std::size_t end = 0;
  std::size_t paragraph = 0;
  Section section = Section::kBody;
  std::size_t words = 0;     // tokens that are words
  std::size_t capitals = 0;  // words with a capital

  // In a headline most words are capitalised, so that a capital says nothing there.
  bool is_headline_style() const { return words == 0 || capitals * 2 > words; }
};

// The words, in lower case, that the cutting depends on.
struct SentenceWords {
  std::unordered_set<WordId> abbreviations;  // "Mr", "Gov", "Inc": a stop after one ends no sentence
  std::unordered_set<WordId> starters;       // "The", "In": a capital that does begin a sentence
};

// `body_begin` parts the title from the body, in bytes; 0 if the text has no title of its own. The lead is
// the first kLeadSentences sentences of the body.
inline constexpr std::size_t kLeadSentences = 3;

// A sentence of more tokens than this is cut, as the cost of reading one grows with its square.
inline constexpr std::size_t kMaxSentenceTokens = 250;

std::vector<Sentence> split_sentences(const std::vector<TextToken>& tokens, std::size_t body_begin,
                                      const SentenceWords& words);

}  // namespace chokepoint
