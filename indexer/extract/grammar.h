// SPDX-License-Identifier: GPL-2.0-or-later
// The grammar of a sentence as far as reading roles needs it: which words are of which closed class, what
// stands between two places, and in what form the head of a measure stands.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// Classes of word_classes.tsv.
enum class WordKind : std::uint8_t {
  kModal,
  kBe,
  kHave,
  kNegation,
  kPreposition,
  kDeterminer,
  kRelative,
  kTime,
  kCause,
  kCondition,
  kContrast,
  kComplement,
  kParticiple,
  kSpeech,
  kAct,
  kAdverb,
  kOwnerNoun,
  kOwnerModifier,
  kStateNoun,
  kCompanyNoun,
  kBystander,
  kLaw,
  kAnaphor,
  kPronoun,
  kBackground,
  kGovernment,
  kMayNot,
  kCourt,
  kForbid,
  kOrder,
  kExecutive,
  kCount
};

using WordKinds = std::uint32_t;  // a bit a kind

constexpr WordKinds bit(WordKind kind) {
  return WordKinds{1} << static_cast<unsigned>(kind);
}

std::string_view name_of(WordKind kind);

// How the head of a match stands in its clause.
enum class HeadForm : std::uint8_t {
  kNoun,
  kPresent,
  kPast,
  kPerfect,
  kModal,
  kInfinitive,
  kGerund,
  kPassive
};

std::string_view name_of(HeadForm form);

struct HeadGrammar {
  HeadForm form = HeadForm::kNoun;
  std::size_t group_begin = 0;  // the first token of the verb group: "has not been" before "banned"
  bool negated = false;
  bool by_follows = false;     // "by" stands after the head, before the clause ends
  std::string_view auxiliary;  // the modal, be- or have-form nearest to the head; empty if there is none
};

class Grammar {
 public:
  explicit Grammar(PhraseSets& sets, Words& words);

  // Fills reading.begins and reading.ends; hits must be there.
  void mark(Reading& reading) const;

  HeadGrammar head(const Reading& reading, std::size_t sentence, std::size_t first, std::size_t last) const;

  static bool begins(const Reading& reading, std::size_t token, WordKind kind) {
    return token < reading.begins.size() && (reading.begins[token] & bit(kind)) != 0;
  }
  // A phrase of that kind ends before `token`.
  static bool ends(const Reading& reading, std::size_t token, WordKind kind) {
    return token > 0 && (reading.ends[token - 1] & bit(kind)) != 0;
  }

  // The kinds of the words in [first, last), the boundaries of clauses among them.
  static WordKinds between(const Reading& reading, std::size_t first, std::size_t last);

 private:
  bool is_adverb(const Reading& reading, std::size_t token) const;

  std::array<SetId, static_cast<std::size_t>(WordKind::kCount)> sets_;
  WordId by_, to_, possessive_;
};

// The kinds that part clauses.
inline constexpr WordKinds kClauseKinds = bit(WordKind::kRelative) | bit(WordKind::kTime) |
                                          bit(WordKind::kCause) | bit(WordKind::kCondition) |
                                          bit(WordKind::kContrast) | bit(WordKind::kComplement) |
                                          bit(WordKind::kParticiple) | bit(WordKind::kSpeech);

}  // namespace chokepoint
