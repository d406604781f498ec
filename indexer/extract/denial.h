// SPDX-License-Identifier: GPL-2.0-or-later
// Which words of a sentence are denied: "has not banned", "no plans to fine", "nobody wants a ban". What is
// told there did not happen, so nothing may be told of it.
//
// A denial begins after a word of the classes "denial-..." of word_classes.tsv and ends with its clause: at a
// mark, a conjunction, a relative, the next finite verb. Not every negation denies: "may not sell" forbids,
// "is no longer banned" tells of an end, and "did not comment on the fine" leaves the fine as it is.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "indexer/extract/measure_cues.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// Classes of word_classes.tsv, each with the prefix "denial-".
enum class DenialWord : std::uint8_t {
  kNot,        // not, never
  kIdiom,      // negations that deny nothing: "not only", "may not", "no longer"
  kChoice,     // decided, before "not to"; after other words "not to" forbids
  kCarrier,    // between "not" and its verb: been, yet, plan
  kIdle,       // verbs whose negation leaves the measure as it is: comment, lift
  kRefuse,     // verbs whose negation is a measure itself: allow, renew
  kStop,       // after a head that is itself a "not": "will not stop selling"
  kNo,         // no
  kWhat,       // what there is none of: plans, ban
  kWho,        // whoever does not act: court, country
  kNobody,     // nobody, neither
  kPermit,     // "no phones may": forbids
  kInstead,    // before what is not done: rather than, stopped short of
  kGerund,     // the same, if a gerund follows: denied, without
  kThat,       // before a clause that is not true: denied that
  kFear,       // before a clause that is a fear if it has a modal: critics say
  kFinite,     // finite auxiliaries
  kEnd,        // ends a denial as conjunctions do: instead
  kKnown,      // nouns of measures that there are, if "the" stands before them
  kDefinite,   // the, its
  kPredicate,  // after a noun that does not come about: was never adopted
  kCount
};

// What was found in an article, by token.
struct Denied {
  static constexpr std::uint8_t kScope = 1;    // follows what denies
  static constexpr std::uint8_t kSubject = 2;  // stands before a predicate that denies
  static constexpr std::uint8_t kEnding =
      8;                                     // a denied verb that would end or answer a measure: "not lifted"
  static constexpr std::uint8_t kKnown = 4;  // a measure that there is, whatever else is denied: "the ban"
  std::vector<std::uint8_t> tokens;          // a bit each
  std::vector<std::uint32_t> clauses;        // a number each: the clause that the token is in
};

// A const Denial may be shared by threads.
class Denial {
 public:
  explicit Denial(PhraseSets& sets, Words& words);

  // Of the sentences with a match; `matches` are in their order. Hits and the marks of Grammar must be there.
  // Linear in the article.
  Denied find(const Reading& reading, const std::vector<MeasureMatch>& matches) const;

  // Removes the matches that are denied. With a match goes another of its leaf before it in its clause: "the
  // regulator has not fined" tells by two words of one fine.
  void drop_denied(const Reading& reading, std::vector<MeasureMatch>& matches) const;

 private:
  using Kinds = std::uint32_t;                       // a bit a DenialWord
  static constexpr Kinds kMention = Kinds{1} << 31;  // a company or state is named
  struct Marks {
    std::vector<Kinds> begins, ends, inside;  // by token
  };
  class Walk;

  static constexpr Kinds bit(DenialWord word) { return Kinds{1} << static_cast<unsigned>(word); }
  Marks mark(const Reading& reading) const;

  std::array<SetId, static_cast<std::size_t>(DenialWord::kCount)> sets_;
  WordId to_, had_, nor_, or_;
};

}  // namespace chokepoint
