// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/telling_features.h"

#include <algorithm>
#include <string>

#include "common/base/date.h"
#include "indexer/extract/role_features.h"

namespace chokepoint {
namespace {

constexpr std::size_t kWordWindow = 6;  // words on either side of the head that are looked at one by one
constexpr long kDaysOfNews = 20;        // a date so near to publication is of today's news

std::string_view name_of_section(Section section) {
  switch (section) {
    case Section::kTitle:
      return "title";
    case Section::kLead:
      return "lead";
    case Section::kBody:
      break;
  }
  return "body";
}

// Leaves the token's word in `lower`.
void read_lower(const Reading& reading, std::size_t token, std::string& exact, std::string& lower) {
  exact.clear();
  lower.clear();
  append_exact_form(reading.text, reading.tokens[token], exact);
  append_lower_form(exact, lower);
}

// The words around the head, names left out: they are of one story, not of the language.
void words_around(const Reading& reading, const Telling& telling, Features& features) {
  const Sentence& sentence = reading.sentences[telling.match.sentence];
  const std::size_t begin =
      std::max(sentence.first, telling.match.first - std::min(telling.match.first, kWordWindow));
  const std::size_t end = std::min(sentence.last, telling.match.last + kWordWindow);
  std::string exact, lower;
  for (std::size_t i = begin; i < end; ++i) {
    const TextToken& token = reading.tokens[i];
    if (token.kind != TokenKind::kWord || (token.capital && i != sentence.first)) continue;
    const bool in_head = i >= telling.match.first && i < telling.match.last;
    const std::string_view side = in_head ? "head" : i < telling.match.first ? "before" : "after";
    read_lower(reading, i, exact, lower);
    features.add("word", side, lower);
  }
}

void of_grammar(const Reading& reading, const Telling& telling, Features& features) {
  const Sentence& sentence = reading.sentences[telling.match.sentence];
  const std::string_view section = name_of_section(sentence.section);
  const std::string_view form = name_of(telling.head.form);
  features.add("section", section);
  features.add("form", form);
  features.add("form in section", form, section);
  if (telling.head.negated) features.add("negated");
  if (!telling.head.auxiliary.empty()) features.add("auxiliary", telling.head.auxiliary, form);
  if (telling.is_background) features.add("background", section);
  const WordKinds before = Grammar::between(reading, sentence.first, telling.match.first);
  const WordKinds after = Grammar::between(reading, telling.match.last, sentence.last);
  for (const WordKind kind :
       {WordKind::kModal, WordKind::kNegation, WordKind::kRelative, WordKind::kTime, WordKind::kCause,
        WordKind::kCondition, WordKind::kContrast, WordKind::kComplement, WordKind::kParticiple,
        WordKind::kSpeech, WordKind::kLaw, WordKind::kBackground, WordKind::kMayNot, WordKind::kCourt,
        WordKind::kForbid, WordKind::kOrder}) {
    if ((before & bit(kind)) != 0) features.add("before", name_of(kind));
    if ((after & bit(kind)) != 0) features.add("after", name_of(kind));
  }
  const std::size_t near = telling.head.group_begin - std::min(telling.head.group_begin, std::size_t{3});
  const WordKinds close = Grammar::between(reading, std::max(near, sentence.first), telling.head.group_begin);
  for (const WordKind kind : {WordKind::kModal, WordKind::kTime, WordKind::kCause, WordKind::kCondition,
                              WordKind::kContrast, WordKind::kOrder, WordKind::kLaw, WordKind::kRelative,
                              WordKind::kComplement, WordKind::kBackground, WordKind::kAct}) {
    if ((close & bit(kind)) != 0) features.add("close before", name_of(kind), form);
  }
}

void of_rules(const Telling& telling, Features& features) {
  for (const std::string_view rule : telling.status_rules) features.add("rule", rule);
  features.add("first rule", telling.status_rules.empty() ? "none" : telling.status_rules.front());
}

}  // namespace

LeafStories count_leaves(const Reading& reading, const std::vector<Telling>& tellings) {
  LeafStories stories;
  for (const Telling& telling : tellings) {
    LeafStory& story = stories[telling.match.cue->leaf];
    ++story.tellings;
    if (!telling.match.flaw.empty()) continue;
    ++story.without_flaw;
    const Section section = reading.sentences[telling.match.sentence].section;
    story.in_title = story.in_title || section == Section::kTitle;
    story.in_lead = story.in_lead || section == Section::kLead;
  }
  return stories;
}

void common_features(const Reading& reading, const Telling& telling, Features& features) {
  features.start({});
  of_grammar(reading, telling, features);
  of_rules(telling, features);
  words_around(reading, telling, features);
}

void add_assertion_features(const Reading& reading, const Telling& telling, const LeafStories& stories,
                            Features& features) {
  const Sentence& sentence = reading.sentences[telling.match.sentence];
  const std::string_view leaf = telling.match.cue->leaf;
  features.add("leaf", leaf);
  features.add("cue", telling.match.cue->id);
  const std::string_view flaw = telling.match.flaw.empty() ? "none" : telling.match.flaw;
  features.add("flaw", flaw);
  if (!telling.match.flaw.empty()) features.add("flaw of cue", telling.match.cue->id, flaw);
  const LeafStory& story = stories.at(leaf);
  features.add("leaf in title", story.in_title ? "yes" : "no");
  features.add("leaf in lead", story.in_lead ? "yes" : "no");
  features.add_count("tellings of leaf", story.tellings);
  features.add_count("tellings without flaw", story.without_flaw);
  features.add("share of leaf", 2 * story.without_flaw >= stories.size() ? "much" : "little");
  features.add_count("leaves told", stories.size());
  const std::string_view mode = mode_of(telling);
  if (telling.actor == nullptr) {
    features.add("no actor", mode);
  } else {
    features.add("actor", name_of(telling.actor->source), mode);
    features.add("actor kind", name_of(telling.actor->mention->kind), name_of(telling.actor->source));
    features.add("actor sure", telling.actor->probability > 0.8   ? "much"
                               : telling.actor->probability > 0.5 ? "some"
                                                                  : "little");
  }
  if (telling.chosen_targets.empty()) {
    features.add("no target", leaf);
  } else {
    const Candidate& target = *telling.chosen_targets.front();
    features.add("target", name_of(target.source), mode);
    features.add("target sure", target.probability > 0.8   ? "much"
                                : target.probability > 0.5 ? "some"
                                                           : "little");
  }
  features.add_count("targets", telling.chosen_targets.size());
  std::size_t companies = 0, states = 0;
  for (const Candidate& candidate : telling.targets)
    companies += candidate.source == Origin::kSentence ? 1U : 0U;
  for (const Candidate& candidate : telling.actors) states += candidate.source == Origin::kSentence ? 1U : 0U;
  features.add_count("companies there", companies, mode);
  features.add_count("states there", states, mode);
  features.add_count("sentence of article", telling.match.sentence);
  features.add("length", sentence.last - sentence.first > 40   ? "long"
                         : sentence.last - sentence.first > 15 ? "middling"
                                                               : "short");
  const bool asks = reading.tokens[sentence.last - 1].mark == '?';
  if (asks) features.add("question", name_of_section(sentence.section));
}

void add_status_features(const Reading& reading, const Telling& telling, Features& features) {
  features.add("leaf", telling.match.cue->leaf);
  features.add("cue", telling.match.cue->id);
  if (!telling.match.cue->status.empty()) features.add("status of cue", telling.match.cue->status);
  features.add("mode", mode_of(telling));
  if (telling.actor != nullptr) features.add("actor kind", name_of(telling.actor->mention->kind));
  features.add_count("sentence of article", telling.match.sentence);
  const auto date = parse_iso_date(telling.date);
  if (!date) {
    features.add("date", "none");
  } else if (!reading.published) {
    features.add("date", "some");
  } else {
    const long days = to_days(first_day(*date)) - to_days(first_day(*reading.published));
    features.add("date", days > kDaysOfNews     ? "future"
                         : days > 0             ? "soon"
                         : days >= -kDaysOfNews ? "news"
                         : days >= -365         ? "this year"
                                                : "past");
  }
}

}  // namespace chokepoint
