// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/role_features.h"

#include <algorithm>

namespace chokepoint {
namespace {

constexpr std::size_t kListGap = 5;    // tokens between members of a list: ", and the chip maker"
constexpr std::size_t kNounReach = 4;  // tokens from "Ruritanian" to its noun

bool is_before(const Telling& telling, const Mention& mention) {
  return mention.last <= telling.match.first;
}

std::string_view side_of(const Telling& telling, const Mention& mention) {
  return is_before(telling, mention) ? "before" : "after";
}

std::string_view gap_class(std::size_t gap) {
  if (gap == 0) return "0";
  if (gap == 1) return "1";
  if (gap <= 3) return "2-3";
  if (gap <= 6) return "4-6";
  if (gap <= 10) return "7-10";
  return gap <= 20 ? "11-20" : "21+";
}

// Of the mentions that `fits` in the sentence, is this one the nearest, the first, the only one?
struct Rank {
  std::size_t others = 0;
  bool nearest = true, nearest_of_side = true, first = true;
};

template <typename Fits>
Rank rank_of(const Reading& reading, const Telling& telling, const Mention& mention, Fits fits) {
  Rank rank;
  const auto gap = [&](const Mention& each) {
    return distance(telling.match.first, telling.match.last, each.first, each.last);
  };
  const std::size_t sentence = telling.match.sentence;
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    const Mention& other = reading.mentions[i];
    if (&other == &mention || !fits(other)) continue;
    ++rank.others;
    if (other.first < mention.first) rank.first = false;
    if (gap(other) >= gap(mention)) continue;
    rank.nearest = false;
    if (is_before(telling, other) == is_before(telling, mention)) rank.nearest_of_side = false;
  }
  return rank;
}

}  // namespace

std::string_view name_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::kCompany:
      return "company";
    case MentionKind::kAuthority:
      return "authority";
    case MentionKind::kCountry:
      return "country";
    case MentionKind::kDemonym:
      return "demonym";
    case MentionKind::kMetonym:
      return "metonym";
    case MentionKind::kPlace:
      break;
  }
  return "place";
}

std::string_view mode_of(const Telling& telling) {
  return telling.is_by_company() ? "answer" : "act";
}

RoleFeatures::RoleFeatures(const Vocabulary::Data& data, Words& words)
    : data_(data),
      and_(words.add("and")),
      or_(words.add("or")),
      the_(words.add("the")),
      possessive_(words.add("'s")) {
  for (const WordClassRow& row : data.word_classes) {
    if (row.name == "domestic-measure") domestic_leaves_.insert(row.words.begin(), row.words.end());
    if (row.name == "general-measure") general_leaves_.insert(row.words.begin(), row.words.end());
  }
}

bool RoleFeatures::is_list_gap(const Reading& reading, std::size_t begin, std::size_t end) const {
  if (end > begin + kListGap) return false;
  for (std::size_t i = begin; i < end; ++i) {
    const TextToken& token = reading.tokens[i];
    if (token.mark == ',' || token.mark == '&' || token.lower == and_ || token.lower == or_) return true;
  }
  return false;
}

bool RoleFeatures::is_general(const Telling& telling) const {
  return general_leaves_.contains(telling.match.cue->leaf);
}

// "Zembla tech giant Lumo", "a Zemblan state-owned carrier": whose firm it is.
bool RoleFeatures::owns_firms(const Reading& reading, const Mention& mention) const {
  if (mention.kind != MentionKind::kCountry && mention.kind != MentionKind::kDemonym) return false;
  std::size_t noun = mention.last;
  const std::size_t end = std::min(reading.sentences[mention.sentence].last, mention.last + kNounReach);
  while (noun < end &&
         (reading.tokens[noun].mark == '-' || Grammar::begins(reading, noun, WordKind::kOwnerModifier)))
    ++noun;
  return noun < end && Grammar::begins(reading, noun, WordKind::kOwnerNoun);
}

bool RoleFeatures::is_home_of(const Mention& state, const Mention& company) const {
  const CompanyRow* known = known_company(data_, company.row);
  return known != nullptr && known->home == state.code;
}

// The kind of word that follows a mention.
std::string_view RoleFeatures::word_after(const Reading& reading, const Mention& mention) const {
  const std::size_t at = mention.last;
  if (at >= reading.sentences[mention.sentence].last) return "end";
  const TextToken& token = reading.tokens[at];
  if (token.lower == possessive_) return "possessive";
  if (token.mark == '-') return "hyphen";
  if (token.mark == ',') return "comma";
  if (token.mark == '(') return "bracket";
  if (token.lower == and_ || token.lower == or_) return "and";
  const auto next = static_cast<std::size_t>(&mention - reading.mentions.data()) + 1;
  if (next < reading.mentions.size() && reading.mentions[next].first == at)
    return reading.mentions[next].is_state() ? "a state" : "a company";
  for (const WordKind kind :
       {WordKind::kModal, WordKind::kBe, WordKind::kHave, WordKind::kSpeech, WordKind::kStateNoun,
        WordKind::kOwnerNoun, WordKind::kCompanyNoun, WordKind::kExecutive, WordKind::kAct, WordKind::kForbid,
        WordKind::kOrder, WordKind::kPreposition, WordKind::kLaw, WordKind::kTime, WordKind::kRelative}) {
    if (Grammar::begins(reading, at, kind)) return name_of(kind);
  }
  if (token.kind == TokenKind::kMark) return "mark";
  return token.capital ? "capital" : "word";
}

// The word before a mention, if it is of a closed class, past "the" and adjectives of its own.
std::string_view RoleFeatures::word_before(const Reading& reading, const Mention& mention) const {
  const std::size_t begin = reading.sentences[mention.sentence].first;
  std::size_t at = mention.first;
  if (at > begin && reading.tokens[at - 1].lower == the_) --at;
  if (at == begin) return "start";
  const TextToken& token = reading.tokens[at - 1];
  if (Grammar::begins(reading, at - 1, WordKind::kPreposition) || token.lower == and_ || token.lower == or_)
    return reading.bytes(at - 1, at);
  if (token.lower == possessive_) return "possessive";
  if (token.mark == ',') return "comma";
  if (token.mark != 0) return "mark";
  for (const WordKind kind :
       {WordKind::kForbid, WordKind::kOrder, WordKind::kOwnerNoun, WordKind::kCompanyNoun, WordKind::kSpeech,
        WordKind::kAct, WordKind::kComplement, WordKind::kTime, WordKind::kExecutive,
        WordKind::kDeterminer}) {
    if (Grammar::ends(reading, at, kind)) return name_of(kind);
  }
  return "word";
}

// Where a mention stands to the head of the telling, both in one sentence.
void RoleFeatures::of_place(const Reading& reading, const Telling& telling, const Mention& mention,
                            Features& features) const {
  const std::string_view side = side_of(telling, mention);
  const std::string_view form = name_of(telling.head.form);
  const bool before = is_before(telling, mention);
  const std::size_t gap =
      before ? distance(telling.head.group_begin, telling.match.last, mention.first, mention.last)
             : mention.first - std::min(mention.first, telling.match.last);
  features.add("side", side);
  features.add("form", form, side);
  features.add("gap", gap_class(gap), side);
  features.add("gap in form", gap_class(gap), form);
  const std::size_t from = before ? mention.last : telling.match.last;
  const std::size_t to = before ? telling.match.first : mention.first;
  const WordKinds between = Grammar::between(reading, from, std::max(from, to));
  bool crosses = false;
  for (std::size_t kind = 0; kind < static_cast<std::size_t>(WordKind::kCount); ++kind) {
    if ((between & kClauseKinds & WordKinds{1} << kind) == 0) continue;
    features.add("crosses", name_of(static_cast<WordKind>(kind)), side);
    crosses = true;
  }
  if (!crosses) features.add("same clause", side, form);
  // The subject of the verb: before it, in its clause, and in no prepositional phrase.
  const std::string_view lead = word_before(reading, mention);
  const bool in_phrase = lead != "start" && Grammar::ends(reading, mention.first, WordKind::kPreposition);
  if (before && !crosses && !in_phrase) features.add("subject", form);
  std::size_t commas = 0;
  for (std::size_t i = from; i < to; ++i) {
    const char mark = reading.tokens[i].mark;
    if (mark == ',') ++commas;
    if (mark == '"' || mark == ';' || mark == ':' || mark == '(' || mark == ')')
      features.add("crosses mark", std::string_view(&mark, 1), side);
  }
  features.add_count("commas", commas, side);
  if (telling.head.by_follows) features.add("by follows", side);
}

void RoleFeatures::of_neighbours(const Reading& reading, const Telling& telling, const Mention& mention,
                                 Features& features) const {
  const std::string_view side = side_of(telling, mention);
  const std::string_view form = name_of(telling.head.form);
  const std::string_view before = word_before(reading, mention);
  const std::string_view after = word_after(reading, mention);
  features.add("word before", before, side);
  features.add("word before in form", before, form);
  features.add("word after", after, side);
  features.add("word after in form", after, form);
  std::size_t first = mention.first;
  if (first > 0 && reading.tokens[first - 1].lower == the_) --first;
  if (Grammar::ends(reading, first, WordKind::kBystander)) features.add("bystander", side);
  if (telling.head.by_follows && before == "by") features.add("agent", form);
}

void RoleFeatures::of_telling(const Telling& telling, std::string_view source, Features& features) const {
  features.add("source", source);
  features.add("leaf", telling.match.cue->leaf, source);
  features.add("form of head", name_of(telling.head.form), source);
}

void RoleFeatures::of_actor(const Reading& reading, const Telling& telling, const Candidate& candidate,
                            Features& features) const {
  const Mention& mention = *candidate.mention;
  const std::string_view source = name_of(candidate.source);
  const std::string_view kind = name_of(mention.kind);
  const std::string_view acts = mention.acts_as_state ? "acts" : "does not act";
  features.start(mode_of(telling));
  of_telling(telling, source, features);
  features.add("kind", kind, source);
  features.add("acts", acts, source);
  features.add("kind acts", kind, acts);
  const std::size_t sentence = telling.match.sentence;
  bool home = false, state_in_sentence = false;
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    const Mention& other = reading.mentions[i];
    if (!other.is_state()) home = home || is_home_of(mention, other);
    state_in_sentence = state_in_sentence || (other.is_state() && other.acts_as_state);
  }
  const bool domestic = domestic_leaves_.contains(telling.match.cue->leaf);
  if (home) features.add("home of a company there", domestic ? "domestic measure" : "foreign measure");
  if (reading.principal_company != nullptr && is_home_of(mention, *reading.principal_company))
    features.add("home of the principal", domestic ? "domestic measure" : "foreign measure", source);
  if (mention.kind == MentionKind::kAuthority) {
    const Cell organ = authority_kind(reading, data_, mention.row);
    features.add("organ", organ);
    features.add("organ for leaf", organ, telling.match.cue->leaf);
  }
  if (mention.is_location) features.add("location", source);
  const Standing& standing = reading.states.at(mention.code);
  const bool principal = reading.principal_state != nullptr && reading.principal_state->code == mention.code;
  features.add("principal", principal ? "yes" : "no", source);
  features.add("in title", standing.in_title ? "yes" : "no", source);
  features.add_count("sentences as state", standing.sentences_as_state, source);
  if (candidate.source != Origin::kSentence) {
    features.add(state_in_sentence ? "a state acts there" : "no state acts there", source);
    features.add_count("back", candidate.back, source);
    const bool same_paragraph =
        reading.sentences[mention.sentence].paragraph == reading.sentences[sentence].paragraph;
    features.add(same_paragraph ? "same paragraph" : "other paragraph", source);
    if (owns_firms(reading, mention)) features.add("owns firms", source);
    return;
  }
  of_place(reading, telling, mention, features);
  of_neighbours(reading, telling, mention, features);
  const std::string_view side = side_of(telling, mention);
  features.add("kind at", kind, side);
  features.add("kind in form", kind, name_of(telling.head.form));
  features.add("word before kind", word_before(reading, mention), kind);
  features.add("word after kind", word_after(reading, mention), kind);
  if (owns_firms(reading, mention)) features.add("owns firms", side);
  const Rank rank = rank_of(reading, telling, mention, [&](const Mention& other) {
    return other.is_state() && other.code != mention.code;
  });
  features.add_count("other states", rank.others);
  if (rank.nearest) features.add("nearest state", side);
  if (rank.nearest_of_side) features.add("nearest state of side", side);
  if (rank.first) features.add("first state", side);
  const Rank acting = rank_of(reading, telling, mention, [&](const Mention& other) {
    return other.is_state() && other.acts_as_state && other.code != mention.code;
  });
  if (acting.others == 0) features.add("only acting state", acts, side);
  if (acting.nearest_of_side) features.add("nearest acting state", acts, side);
}

void RoleFeatures::of_target(const Reading& reading, const Telling& telling, const Candidate& candidate,
                             Features& features) const {
  const Mention& mention = *candidate.mention;
  const std::string_view source = name_of(candidate.source);
  const std::string_view general = is_general(telling) ? "general measure" : "particular measure";
  const std::size_t sentence = telling.match.sentence;
  const Sentence& place = reading.sentences[sentence];
  features.start(mode_of(telling));
  of_telling(telling, source, features);
  features.add(general, source);
  const CompanyRow* known = known_company(data_, mention.row);
  features.add(known != nullptr ? "in the table" : "found", source);
  if (known != nullptr) features.add("sector", known->sector, source);
  if (mention.is_product) features.add("by its product", source);
  const Standing& standing = reading.companies.at(mention.row);
  const bool principal =
      reading.principal_company != nullptr && reading.principal_company->row == mention.row;
  features.add("principal", principal ? "yes" : "no", source);
  features.add("in title", standing.in_title ? "yes" : "no", source);
  features.add_count("sentences", standing.sentences, source);
  if (telling.actor != nullptr && is_home_of(*telling.actor->mention, mention))
    features.add("at home", telling.match.cue->leaf);
  const WordKinds there = Grammar::between(reading, place.first, place.last);
  const std::string_view law = (there & bit(WordKind::kLaw)) != 0 ? "law" : "no law";
  features.add(law, source, general);
  std::size_t companies = 0;
  for (std::size_t i = reading.first_mention[sentence]; i < reading.first_mention[sentence + 1]; ++i) {
    if (!reading.mentions[i].is_state()) ++companies;
  }
  if (candidate.source != Origin::kSentence) {
    features.add_count("companies there", companies, source);
    features.add_count("back", candidate.back, source);
    if ((there & bit(WordKind::kAnaphor)) != 0) features.add("anaphor there", source);
    if ((there & bit(WordKind::kPronoun)) != 0) features.add("pronoun there", source, mode_of(telling));
    const bool same_paragraph =
        reading.sentences[mention.sentence].paragraph == reading.sentences[sentence].paragraph;
    features.add(same_paragraph ? "same paragraph" : "other paragraph", source);
    return;
  }
  of_place(reading, telling, mention, features);
  of_neighbours(reading, telling, mention, features);
  const std::string_view side = side_of(telling, mention);
  const Rank rank = rank_of(reading, telling, mention, [&](const Mention& other) {
    return !other.is_state() && other.row != mention.row;
  });
  features.add_count("companies there", companies, side);
  if (rank.nearest) features.add("nearest company", side, name_of(telling.head.form));
  if (rank.nearest_of_side) features.add("nearest company of side", side, name_of(telling.head.form));
  if (rank.first) features.add("first company", side, name_of(telling.head.form));
  // A list goes all one way: what holds of its member nearest to the head holds of it.
  const auto index = static_cast<std::size_t>(&mention - reading.mentions.data());
  const auto joins = [&](std::size_t left, std::size_t right) {
    const Mention& a = reading.mentions[left];
    const Mention& b = reading.mentions[right];
    return a.sentence == sentence && b.sentence == sentence && !a.is_state() && !b.is_state() &&
           is_list_gap(reading, a.last, b.first);
  };
  std::size_t members = 0;
  for (std::size_t i = index; i > 0 && joins(i - 1, i); --i) ++members;
  for (std::size_t i = index; i + 1 < reading.mentions.size() && joins(i, i + 1); ++i) ++members;
  features.add_count("in a list", members, side);
}

}  // namespace chokepoint
