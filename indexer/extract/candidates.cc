// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/candidates.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kActorReach = 4;   // sentences back
constexpr std::size_t kTargetReach = 3;  // sentences back

bool is_organ(const Mention& mention) {
  return mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
}

// Keeps of several mentions of one name those that stand nearest to the head on either side.
template <typename Same>
void keep_nearest(const Telling& telling, Same same, std::vector<Candidate>& candidates,
                  const Mention& mention) {
  const auto gap = [&](const Mention& each) {
    return distance(telling.match.first, telling.match.last, each.first, each.last);
  };
  for (Candidate& known : candidates) {
    if (!same(*known.mention, mention)) continue;
    const bool same_side =
        (known.mention->last <= telling.match.first) == (mention.last <= telling.match.first);
    if (!same_side) continue;
    if (gap(mention) < gap(*known.mention)) known.mention = &mention;
    return;
  }
  candidates.push_back({&mention, Origin::kSentence, 0, 0});
}

}  // namespace

std::string_view name_of(Origin source) {
  switch (source) {
    case Origin::kSentence:
      return "sentence";
    case Origin::kAnaphor:
      return "anaphor";
    case Origin::kBefore:
      return "before";
    case Origin::kTitle:
      return "title";
    case Origin::kPrincipal:
      break;
  }
  return "principal";
}

CandidateFinder::CandidateFinder(PhraseSets& sets) : company_anaphor_(sets.of_class("company-anaphor")) {}

void CandidateFinder::find(const Reading& reading, Telling& telling) const {
  find_actors(reading, telling);
  find_targets(reading, telling);
}

void CandidateFinder::find_actors(const Reading& reading, Telling& telling) const {
  const std::size_t sentence = telling.match.sentence;
  std::vector<Candidate>& found = telling.actors;
  const auto same_code = [](const Mention& a, const Mention& b) { return a.code == b.code; };
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    if (reading.mentions[i].is_state()) keep_nearest(telling, same_code, found, reading.mentions[i]);
  }
  const auto add = [&](const Mention& mention, Origin source) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Candidate& other) {
      return other.mention->code == mention.code;
    });
    if (!is_known) found.push_back({&mention, source, sentence - std::min(sentence, mention.sentence), 0});
  };
  for (const AuthorityAnaphor& anaphor : anaphors_in(reading, sentence))
    add(reading.mentions[anaphor.mention], Origin::kAnaphor);
  for (std::size_t i = reading.first_mention[sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kActorReach < sentence) break;
    if (mention.is_state() && (is_organ(mention) || mention.acts_as_state)) add(mention, Origin::kBefore);
  }
  if (reading.principal_state != nullptr) add(*reading.principal_state, Origin::kPrincipal);
  for (const Mention& mention : reading.mentions) {
    if (reading.sentences[mention.sentence].section != Section::kTitle) break;
    if (mention.is_state() && mention.acts_as_state) add(mention, Origin::kTitle);
  }
}

void CandidateFinder::find_targets(const Reading& reading, Telling& telling) const {
  const std::size_t sentence = telling.match.sentence;
  std::vector<Candidate>& found = telling.targets;
  const auto same_row = [](const Mention& a, const Mention& b) { return a.row == b.row; };
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    if (!reading.mentions[i].is_state()) keep_nearest(telling, same_row, found, reading.mentions[i]);
  }
  const auto add = [&](const Mention& mention, Origin source) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const Candidate& other) {
      return other.mention->row == mention.row;
    });
    if (!is_known) found.push_back({&mention, source, sentence - std::min(sentence, mention.sentence), 0});
  };
  bool anaphor = is_in_sentence(reading, sentence, company_anaphor_);
  for (std::size_t i = reading.first_mention[sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kTargetReach < sentence) break;
    if (mention.is_state()) continue;
    add(mention, anaphor ? Origin::kAnaphor : Origin::kBefore);
    anaphor = false;  // the one named last is meant
  }
  if (reading.principal_company != nullptr) add(*reading.principal_company, Origin::kPrincipal);
  for (const Mention& mention : reading.mentions) {
    if (reading.sentences[mention.sentence].section != Section::kTitle) break;
    if (!mention.is_state()) add(mention, Origin::kTitle);
  }
}

}  // namespace chokepoint
