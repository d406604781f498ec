// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/roles.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kAnaphorReach = 3;  // sentences back to the company that "the app" stands for
constexpr std::size_t kObjectReach = 4;   // tokens from a verb to its object
constexpr int kMarketReach = 6;           // tokens from a company's act to the country it is done in
constexpr std::size_t kContextReach = 4;  // sentences back to the state that acts on
constexpr std::size_t kStateListGap = 3;  // between states: ", and the"
constexpr std::size_t kNounReach = 4;     // tokens from "Ruritanian" to its noun
constexpr std::size_t kPhraseReach = 4;   // tokens of "on behalf of", at most
constexpr std::size_t kMaxStateList = 4;  // states of a list
constexpr std::size_t kListGap = 5;       // tokens between members of a list: ", and the chip maker"

void add_target(std::uint32_t row, std::vector<std::uint32_t>& targets) {
  if (std::find(targets.begin(), targets.end(), row) == targets.end()) targets.push_back(row);
}

}  // namespace

RoleFinder::RoleFinder(const Vocabulary::Data& data, Words& words, PhraseSets& sets)
    : data_(data),
      anaphor_(sets.of_class("company-anaphor")),
      pronoun_(sets.of_class("company-pronoun")),
      bystander_before_(sets.of_class("bystander-before")),
      owner_noun_(sets.of_class("owner-noun")),
      owner_modifier_(sets.of_class("owner-modifier")),
      state_noun_(sets.of_class("state-noun")),
      act_verb_(sets.of_class("act-verb")),
      and_(words.add("and")),
      or_(words.add("or")),
      by_(words.add("by")),
      in_(words.add("in")),
      of_(words.add("of")),
      to_(words.add("to")),
      from_(words.add("from")),
      against_(words.add("against")),
      possessive_(words.add("'s")),
      the_(words.add("the")) {
  for (const WordClassRow& row : data.word_classes) {
    if (row.name == "domestic-measure") domestic_leaves_.insert(row.words.begin(), row.words.end());
    if (row.name == "army-measure") army_leaves_.insert(row.words.begin(), row.words.end());
    if (row.name == "general-measure") general_leaves_.insert(row.words.begin(), row.words.end());
  }
}

// `word` stands directly before the mention, or with "the" between.
bool RoleFinder::word_before(const Reading& reading, const Mention& mention, WordId word) const {
  std::size_t at = mention.first;
  if (at > 0 && reading.tokens[at - 1].lower == the_) --at;
  return at > 0 && reading.tokens[at - 1].lower == word;
}

Roles RoleFinder::find(const Reading& reading, const MeasureMatch& match) const {
  Roles roles;
  find_targets(reading, match, roles);
  find_actor(reading, match, roles);
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

// A phrase of the set begins at `token`. Hits are in the order of their first tokens.
bool RoleFinder::begins_at(const Reading& reading, SetId set, std::size_t token) const {
  auto hit = std::lower_bound(reading.hits.begin(), reading.hits.end(), token,
                              [](const Hit& each, std::size_t wanted) { return each.first < wanted; });
  for (; hit != reading.hits.end() && hit->first == token; ++hit) {
    if (hit->set == set) return true;
  }
  return false;
}

// A phrase of the set ends before `token`.
bool RoleFinder::ends_at(const Reading& reading, SetId set, std::size_t token) const {
  const std::size_t first = token - std::min(token, kPhraseReach);
  auto hit = std::lower_bound(reading.hits.begin(), reading.hits.end(), first,
                              [](const Hit& each, std::size_t wanted) { return each.first < wanted; });
  for (; hit != reading.hits.end() && hit->first < token; ++hit) {
    if (hit->set == set && hit->last == token) return true;
  }
  return false;
}

// "the Ruritanian data protection authority", but not "the Ruritanian state-owned carrier".
bool RoleFinder::has_state_noun(const Reading& reading, const Mention& mention) const {
  const std::size_t end = std::min(reading.sentences[mention.sentence].last, mention.last + kNounReach);
  for (std::size_t i = mention.last; i < end; ++i) {
    const Token& token = reading.tokens[i];
    const bool is_compound = i + 1 < end && reading.tokens[i + 1].mark == '-';
    if (begins_at(reading, state_noun_, i)) return !is_compound;
    if (token.kind == TokenKind::kMark && token.mark != '-') return false;
  }
  return false;
}

// "owned by Zembla", "ties to Onhava", "data to Zembla": not who acts.
bool RoleFinder::is_bystander(const Reading& reading, const Mention& mention) const {
  const Mention* head = &mention;  // of a list: "countries such as Ruritania and Zembla"
  const Mention* const begin = reading.mentions.data() + reading.first_mention[mention.sentence];
  for (std::size_t i = 0; i < kMaxStateList && head > begin; ++i) {
    const Mention& fellow = *(head - 1);
    if (!fellow.is_state() || head->first != fellow.last + 1) break;
    if (!is_list_gap(reading, fellow.last, head->first)) break;
    head = &fellow;
  }
  std::size_t first = head->first;
  if (first > 0 && reading.tokens[first - 1].lower == the_) --first;
  return ends_at(reading, bystander_before_, first);
}

// "Zembla tech giant Lumo", "a Zemblan state-owned carrier": whose firm it is, not who acts on it.
bool RoleFinder::owns_firms(const Reading& reading, const Mention& mention) const {
  if (mention.kind != MentionKind::kCountry && mention.kind != MentionKind::kDemonym) return false;
  std::size_t noun = mention.last;
  const std::size_t end = std::min(reading.sentences[mention.sentence].last, mention.last + kNounReach);
  while (noun < end && (reading.tokens[noun].mark == '-' || begins_at(reading, owner_modifier_, noun)))
    ++noun;
  return noun < end && begins_at(reading, owner_noun_, noun);
}

// Armed forces ban things from their own phones; of other measures they are the cause.
bool RoleFinder::is_idle_army(const Reading& reading, const MeasureMatch& match,
                              const Mention& mention) const {
  if (mention.kind != MentionKind::kAuthority || data_.authorities[mention.row].kind != "army") return false;
  return !army_leaves_.contains(match.cue->leaf) && !begins_at(reading, act_verb_, mention.last);
}

// The state is home to all that the measure hits.
bool RoleFinder::is_home_of_targets(const Mention& mention, const Roles& roles) const {
  return !roles.targets.empty() &&
         std::all_of(roles.targets.begin(), roles.targets.end(), [&](std::uint32_t row) {
           const CompanyRow* known = known_company(data_, row);
           return known != nullptr && known->home == mention.code;
         });
}

// The state itself does something: its organ, "by Ruritania", "Ruritania bans", "Ruritania's ban".
bool RoleFinder::is_acting(const Reading& reading, const Mention& mention) const {
  if (mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym) return true;
  if (mention.kind == MentionKind::kPlace || word_before(reading, mention, of_)) return false;
  if (word_before(reading, mention, by_) || has_state_noun(reading, mention)) return true;
  std::size_t verb = mention.last;
  if (verb < reading.tokens.size() && reading.bytes(verb, verb + 1).ends_with("ly")) ++verb;
  return mention.kind == MentionKind::kCountry && begins_at(reading, act_verb_, verb);
}

// A state may do to its own firms what it does to others, but then the text says that it acts.
bool RoleFinder::may_impose(const Reading& reading, const MeasureMatch& match, const Mention& mention,
                            const Roles& roles) const {
  if (match.is_by_company()) return true;
  const bool at_home = is_home_of_targets(mention, roles);
  const bool is_owner = mention.kind == MentionKind::kDemonym || at_home || roles.targets.empty();
  if (is_bystander(reading, mention) || (is_owner && owns_firms(reading, mention)) ||
      is_idle_army(reading, match, mention))
    return false;
  if (!at_home || is_acting(reading, mention)) return true;
  return mention.kind == MentionKind::kCountry && domestic_leaves_.contains(match.cue->leaf);
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
    if (!may_impose(reading, match, mention, roles)) continue;
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
    } else if (match.is_by_company() && !before && gap <= kMarketReach) {
      score = 150 - gap;  // "will quit Ruritania", "pulled the feature in Ruritania"
      pattern = "place";
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
    find_fellow_actors(reading, match, roles);
    return;
  }
  for (std::size_t i = reading.first_mention[match.sentence]; i > 0; --i) {
    const Mention& mention = reading.mentions[i - 1];
    if (mention.sentence + kContextReach < match.sentence) break;
    if (!mention.is_state()) continue;
    const bool is_organ = mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
    const bool same_paragraph =
        reading.sentences[mention.sentence].paragraph == reading.sentences[match.sentence].paragraph;
    if (!is_organ && !(mention.acts_as_state && same_paragraph)) continue;
    if (!may_impose(reading, match, mention, roles)) continue;
    roles.actor = &mention;
    roles.actor_pattern = "context";
    if (mention.kind == MentionKind::kAuthority) roles.authority = &mention;
    return;
  }
  const Mention* principal = reading.principal_state;
  if (principal != nullptr && may_impose(reading, match, *principal, roles)) roles.actor = principal;
  if (roles.actor != nullptr) roles.actor_pattern = kPrincipalPattern;
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

// The states that stand in a list with the actor, each of which does the same.
void RoleFinder::find_fellow_actors(const Reading& reading, const MeasureMatch& match, Roles& roles) const {
  const auto index = static_cast<std::size_t>(roles.actor - reading.mentions.data());
  const auto add = [&](const Mention& fellow) {
    auto& codes = roles.fellow_actors;
    const bool is_known =
        fellow.code == roles.actor->code || std::find(codes.begin(), codes.end(), fellow.code) != codes.end();
    if (!is_known) codes.push_back(fellow.code);
  };
  // In "by Zembla and Ruritania" both act; in "detained a Zemblan engineer" nobody more does.
  const auto may_join = [&](const Mention& state) {
    return state.kind == MentionKind::kDemonym ? may_impose(reading, match, state, roles)
                                               : !is_bystander(reading, state);
  };
  const auto is_fellow = [&](const Mention& left, const Mention& right) {
    return left.is_state() && right.is_state() && left.acts_as_state && right.acts_as_state &&
           may_join(left) && may_join(right) && right.first <= left.last + kStateListGap &&
           is_list_gap(reading, left.last, right.first);
  };
  for (std::size_t i = index; i > reading.first_mention[match.sentence]; --i) {
    if (!is_fellow(reading.mentions[i - 1], reading.mentions[i])) break;
    add(reading.mentions[i - 1]);
  }
  for (std::size_t i = index + 1; i < reading.first_mention[match.sentence + 1]; ++i) {
    if (!is_fellow(reading.mentions[i - 1], reading.mentions[i])) break;
    add(reading.mentions[i]);
  }
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

// "the app" and its like mean the company mentioned last; so does "it" where a company acts. Else it is the
// company of the story, unless such measures mostly name nobody.
void RoleFinder::resolve_anaphor(const Reading& reading, const MeasureMatch& match, Roles& roles) const {
  const Sentence& sentence = reading.sentences[match.sentence];
  const auto stands_there = [&](SetId set) {
    return find_near(reading, match.sentence, set, sentence.first, sentence.last, 0) != nullptr;
  };
  if (!stands_there(anaphor_) && !(match.is_by_company() && stands_there(pronoun_))) {
    if (reading.principal_company == nullptr || general_leaves_.contains(match.cue->leaf)) return;
    roles.targets.push_back(reading.principal_company->row);
    roles.target_pattern = kPrincipalPattern;
    return;
  }
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
