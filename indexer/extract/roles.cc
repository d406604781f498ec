// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/roles.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kAnaphorReach = 3;  // sentences back to the company that "the app" stands for
constexpr std::size_t kObjectReach = 4;   // tokens from a verb to its object
constexpr std::size_t kContextReach = 4;  // sentences back to the state that acts on
constexpr std::size_t kListGap = 5;       // tokens between members of a list: ", and the chip maker"

void add_target(std::uint32_t row, std::vector<std::uint32_t>& targets) {
  if (std::find(targets.begin(), targets.end(), row) == targets.end()) targets.push_back(row);
}

}  // namespace

RoleFinder::RoleFinder(const Vocabulary::Data& data, Words& words, PhraseSets& sets)
    : data_(data),
      anaphor_(sets.of_class("company-anaphor")),
      and_(words.add("and")),
      or_(words.add("or")),
      by_(words.add("by")),
      in_(words.add("in")),
      to_(words.add("to")),
      from_(words.add("from")),
      against_(words.add("against")),
      possessive_(words.add("'s")),
      the_(words.add("the")) {}

// `word` stands directly before the mention, or with "the" between.
bool RoleFinder::word_before(const Reading& reading, const Mention& mention, WordId word) const {
  std::size_t at = mention.first;
  if (at > 0 && reading.tokens[at - 1].lower == the_) --at;
  return at > 0 && reading.tokens[at - 1].lower == word;
}

Roles RoleFinder::find(const Reading& reading, const MeasureMatch& match) const {
  Roles roles;
  find_actor(reading, match, roles);
  find_targets(reading, match, roles);
  return roles;
}

bool RoleFinder::may_be_company_act(const Reading& reading, const MeasureMatch& match) const {
  const Mention* before = nullptr;
  bool company_after = false;
  for (std::size_t i = reading.first_mention[match.sentence]; i < reading.first_mention[match.sentence + 1];
       ++i) {
    const Mention& mention = reading.mentions[i];
    if (mention.last <= match.first && (mention.acts_as_state || !mention.is_state())) before = &mention;
    const bool close = distance(match.first, match.last, mention.first, mention.last) <= kObjectReach;
    if (mention.first >= match.last && !mention.is_state() && close) company_after = true;
  }
  if (before == nullptr) return !company_after;
  return !before->is_state() || !company_after;
}

// The mention of this index is a company and begins at `token`.
bool RoleFinder::starts_company(const Reading& reading, std::size_t mention, std::size_t token) const {
  return mention < reading.mentions.size() && reading.mentions[mention].first == token &&
         !reading.mentions[mention].is_state();
}

// The best of the sentence's states: "by X" after the head, then the nearest subject or possessor before
// it, then a place after it; and if the sentence names none, the state that acted last.
void RoleFinder::find_actor(const Reading& reading, const MeasureMatch& match, Roles& roles) const {
  int best = 0;
  const auto consider = [&](const Mention& mention, int score, const char* pattern) {
    if (score <= best) return;
    best = score;
    roles.actor = &mention;
    roles.actor_pattern = pattern;
  };
  for (std::size_t i = reading.first_mention[match.sentence]; i < reading.first_mention[match.sentence + 1];
       ++i) {
    const Mention& mention = reading.mentions[i];
    if (!mention.is_state()) continue;
    const bool is_organ = mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
    if (!mention.acts_as_state && mention.kind != MentionKind::kPlace) continue;
    const auto gap = static_cast<int>(
        std::min<std::size_t>(distance(match.first, match.last, mention.first, mention.last), 40));
    const bool before = mention.last <= match.first;
    const bool possesses =
        mention.last < reading.tokens.size() && reading.tokens[mention.last].lower == possessive_;
    if (possesses && starts_company(reading, i + 1, mention.last + 1)) continue;  // "Ruritania's Fenwick"
    const bool from_there =
        !possesses && (word_before(reading, mention, to_) || word_before(reading, mention, from_) ||
                       word_before(reading, mention, against_));
    int score = 0;
    const char* pattern = "";
    if (word_before(reading, mention, by_)) {
      score = 160 - gap;
      pattern = "by";
    } else if (mention.kind == MentionKind::kPlace) {
      score = 30 - gap / 2;
      pattern = "place";
    } else if (from_there) {
      score = 20;
      pattern = "object";
    } else if (word_before(reading, mention, in_)) {
      score = 70 - gap;
      pattern = "place";
    } else if (before) {
      score = 120 - gap + (is_organ ? 20 : 0);
      pattern = "subject";
    } else {
      score = 60 - gap + (is_organ ? 20 : 0);
      pattern = "after";
    }
    consider(mention, score, pattern);
    const bool names_organ = mention.kind == MentionKind::kAuthority;
    if (names_organ && roles.authority == nullptr) roles.authority = &mention;
  }
  if (roles.actor != nullptr) {
    if (roles.actor->kind == MentionKind::kAuthority) roles.authority = roles.actor;
    if (roles.authority != nullptr && roles.authority->code != roles.actor->code) roles.authority = nullptr;
    return;
  }
  for (std::size_t i = reading.first_mention[match.sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kContextReach < match.sentence) break;
    const bool is_organ = mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
    if (!is_organ) continue;
    roles.actor = &mention;
    roles.actor_pattern = "context";
    if (mention.kind == MentionKind::kAuthority) roles.authority = &mention;
    return;
  }
  roles.actor = reading.principal_state;
  if (roles.actor != nullptr) roles.actor_pattern = "principal";
}

// What stands between two members of a list: a comma, "and", perhaps "the chip maker".
bool RoleFinder::is_list_gap(const Reading& reading, std::size_t begin, std::size_t end) const {
  if (end > begin + kListGap) return false;
  for (std::size_t i = begin; i < end; ++i) {
    const Token& token = reading.tokens[i];
    if (token.mark == ',' || token.mark == '&' || token.lower == and_ || token.lower == or_) return true;
  }
  return false;
}

void RoleFinder::find_targets(const Reading& reading, const MeasureMatch& match, Roles& roles) const {
  const Mention* nearest = nullptr;
  std::size_t nearest_gap = 0;
  for (std::size_t i = reading.first_mention[match.sentence]; i < reading.first_mention[match.sentence + 1];
       ++i) {
    const Mention& mention = reading.mentions[i];
    if (mention.kind != MentionKind::kCompany) continue;
    std::size_t gap = distance(match.first, match.last, mention.first, mention.last);
    const bool before = mention.last <= match.first;
    // The object follows a state's act, the subject stands before a company's.
    if (before != match.is_by_company()) gap += 6;
    if (nearest == nullptr || gap < nearest_gap) {
      nearest = &mention;
      nearest_gap = gap;
    }
  }
  if (nearest == nullptr) {
    resolve_anaphor(reading, match, roles);
    return;
  }
  add_target(nearest->row, roles.targets);
  roles.target_pattern = nearest->last <= match.first ? "before" : "after";
  // Its fellows in a list: "Huawei, ZTE and Hytera".
  const auto index = static_cast<std::size_t>(nearest - reading.mentions.data());
  for (std::size_t i = index; i > reading.first_mention[match.sentence]; --i) {
    const Mention& fellow = reading.mentions[i - 1];
    if (fellow.kind != MentionKind::kCompany || !is_list_gap(reading, fellow.last, reading.mentions[i].first))
      break;
    add_target(fellow.row, roles.targets);
  }
  for (std::size_t i = index + 1; i < reading.first_mention[match.sentence + 1]; ++i) {
    const Mention& fellow = reading.mentions[i];
    if (fellow.kind != MentionKind::kCompany ||
        !is_list_gap(reading, reading.mentions[i - 1].last, fellow.first))
      break;
    add_target(fellow.row, roles.targets);
  }
}

// "the app" and its like mean the company mentioned last.
void RoleFinder::resolve_anaphor(const Reading& reading, const MeasureMatch& match, Roles& roles) const {
  const Sentence& sentence = reading.sentences[match.sentence];
  if (find_near(reading, match.sentence, anaphor_, sentence.first, sentence.last, 0) == nullptr) return;
  for (std::size_t i = reading.first_mention[match.sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kAnaphorReach < match.sentence) return;
    if (mention.kind != MentionKind::kCompany) continue;
    roles.targets.push_back(mention.row);
    roles.target_pattern = "anaphor";
    return;
  }
}

}  // namespace chokepoint
