// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/grammar.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxVerbGroup = 6;  // "has not yet formally been" before "banned"
constexpr std::size_t kByReach = 12;      // tokens from a participle to the "by" of its agent

// In the order of WordKind: as features call the kind, and its class in word_classes.tsv.
constexpr std::array<std::array<std::string_view, 2>, static_cast<std::size_t>(WordKind::kCount)> kNames{
    {{"modal", "modal"},
     {"be", "be-form"},
     {"have", "have-form"},
     {"negation", "negation"},
     {"preposition", "preposition"},
     {"determiner", "determiner"},
     {"relative", "clause-relative"},
     {"time", "clause-time"},
     {"cause", "clause-cause"},
     {"condition", "clause-condition"},
     {"contrast", "clause-contrast"},
     {"complement", "clause-complement"},
     {"participle", "clause-participle"},
     {"speech", "speech-verb"},
     {"act", "act-verb"},
     {"adverb", "act-adverb"},
     {"owner-noun", "owner-noun"},
     {"owner-modifier", "owner-modifier"},
     {"state-noun", "state-noun"},
     {"company-noun", "company-noun"},
     {"bystander", "bystander-before"},
     {"law", "law-word"},
     {"anaphor", "company-anaphor"},
     {"pronoun", "company-pronoun"},
     {"background", "background"},
     {"government", "government-word"},
     {"may-not", "may-not"},
     {"court", "court-word"},
     {"forbid", "forbid"},
     {"order", "order"},
     {"executive", "executive"}}};

constexpr std::array<std::string_view, 8> kFormNames{"noun",  "present",    "past",   "perfect",
                                                     "modal", "infinitive", "gerund", "passive"};

}  // namespace

std::string_view name_of(WordKind kind) {
  return kNames[static_cast<std::size_t>(kind)][0];
}
std::string_view name_of(HeadForm form) {
  return kFormNames[static_cast<std::size_t>(form)];
}

Grammar::Grammar(PhraseSets& sets, Words& words)
    : by_(words.add("by")), to_(words.add("to")), possessive_(words.add("'s")) {
  for (std::size_t kind = 0; kind < kNames.size(); ++kind) sets_[kind] = sets.of_class(kNames[kind][1]);
}

void Grammar::mark(Reading& reading) const {
  reading.begins.assign(reading.tokens.size(), 0);
  reading.ends.assign(reading.tokens.size(), 0);
  for (std::size_t kind = 0; kind < sets_.size(); ++kind) {
    for (const Hit& hit : reading.hits.of(sets_[kind])) {
      reading.begins[hit.first] |= WordKinds{1} << kind;
      reading.ends[hit.last - 1] |= WordKinds{1} << kind;
    }
  }
}

WordKinds Grammar::between(const Reading& reading, std::size_t first, std::size_t last) {
  WordKinds kinds = 0;
  for (std::size_t i = first; i < last; ++i) kinds |= reading.begins[i];
  return kinds;
}

bool Grammar::is_adverb(const Reading& reading, std::size_t token) const {
  return begins(reading, token, WordKind::kAdverb) ||
         (!reading.tokens[token].capital && reading.bytes(token, token + 1).ends_with("ly"));
}

HeadGrammar Grammar::head(const Reading& reading, std::size_t sentence, std::size_t first,
                          std::size_t last) const {
  const std::size_t begin = reading.sentences[sentence].first;
  const std::size_t end = reading.sentences[sentence].last;
  HeadGrammar head;
  std::size_t at = first;
  bool be = false, have = false, modal = false, to = false;
  while (at > begin && first - at < kMaxVerbGroup && !to) {
    const std::size_t before = at - 1;
    const bool auxiliary = begins(reading, before, WordKind::kBe) ||
                           begins(reading, before, WordKind::kHave) ||
                           begins(reading, before, WordKind::kModal);
    if (begins(reading, before, WordKind::kNegation)) {
      head.negated = true;
    } else if (auxiliary) {
      be = be || begins(reading, before, WordKind::kBe);
      have = have || begins(reading, before, WordKind::kHave);
      modal = modal || begins(reading, before, WordKind::kModal);
      if (head.auxiliary.empty()) head.auxiliary = reading.bytes(before, before + 1);
      if (begins(reading, before, WordKind::kModal)) head.auxiliary = reading.bytes(before, before + 1);
    } else if (reading.tokens[before].lower == to_) {
      to = true;
    } else if (!is_adverb(reading, before)) {
      break;
    }
    at = before;
  }
  head.group_begin = at;
  for (std::size_t i = last; i < std::min(end, last + kByReach) && !head.by_follows; ++i) {
    if (reading.tokens[i].mark != 0 && reading.tokens[i].mark != ',' && reading.tokens[i].mark != '-') break;
    head.by_follows = reading.tokens[i].lower == by_;
  }
  const std::string_view word = reading.bytes(first, first + 1);
  const bool participle = word.ends_with("ed") || word.ends_with("en") || word.ends_with("wn");
  const bool named_before =
      first > begin &&
      (reading.tokens[first - 1].lower == possessive_ || begins(reading, first - 1, WordKind::kDeterminer) ||
       reading.bytes(first - 1, first).ends_with("al") || reading.bytes(first - 1, first).ends_with("ial"));
  const bool noun_after = last < end && begins(reading, last, WordKind::kPreposition) &&
                          reading.tokens[last].lower != by_ && !participle && !word.ends_with("ing");
  if (word.ends_with("ing")) {
    head.form = be ? HeadForm::kPresent : HeadForm::kGerund;
  } else if (be) {
    head.form = HeadForm::kPassive;
  } else if (modal) {
    head.form = HeadForm::kModal;
  } else if (have) {
    head.form = HeadForm::kPerfect;
  } else if (to) {
    head.form = HeadForm::kInfinitive;
  } else if (participle) {
    head.form = head.by_follows && last < end && reading.tokens[last].lower == by_ ? HeadForm::kPassive
                                                                                   : HeadForm::kPast;
  } else {
    head.form = named_before || noun_after ? HeadForm::kNoun : HeadForm::kPresent;
  }
  return head;
}

}  // namespace chokepoint
