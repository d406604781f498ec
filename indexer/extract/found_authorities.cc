// SPDX-License-Identifier: GPL-2.0-or-later
//
// The idea: an organ's name is built around a noun ("authority", "court", "minister"). From each such noun
// the name is grown to the left over adjectives, capitalised words and the state's own name, and to the right
// over "of ..." and over the name of an office holder. What was grown is an organ if it says whose it is, or
// if it reads like a name; then its state is the one that acts around it.
#include "indexer/extract/found_authorities.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/extract/authority_anaphors.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxModifiers = 8;   // tokens before the noun
constexpr std::size_t kMaxTail = 9;        // tokens after it
constexpr std::size_t kMaxPersonName = 4;  // "Ada Maria van Spark"
constexpr std::size_t kCompanyReach = 4;   // tokens between a president and the company that may be meant
constexpr std::size_t kVoidReach = 4;      // tokens after the name that may void it
constexpr std::size_t kLawReach = 4;       // tokens from "Ohio's" to "law"
constexpr std::string_view kFederalStateAlias = "state of ";

std::vector<std::string_view> acting_codes(const Reading& reading) {
  std::vector<std::string_view> codes;
  std::unordered_set<std::string_view> known;
  for (const Mention& mention : reading.mentions) {
    if (mention.is_state() && mention.acts_as_state && known.insert(mention.code).second)
      codes.push_back(mention.code);
  }
  return codes;
}

// A name being grown.
struct Organ {
  std::size_t first = 0, last = 0;  // tokens, half-open
  std::size_t sentence = 0;
  OrganNoun noun;
  std::size_t capitals = 0, adjectives = 0;  // before the noun
  std::size_t person = 0;          // first token of the office holder's name; `last` if there is none
  const Mention* state = nullptr;  // inside the name
};

}  // namespace

FoundAuthorities::FoundAuthorities(const Vocabulary::Data& data, Words& words, PhraseSets& sets)
    : data_(data),
      organ_words_(sets),
      organ_names_(data, words),
      act_verb_(sets.of_class("act-verb")),
      federal_verb_(sets.of_class("federal-state-verb")),
      law_word_(sets.of_class("law-word")),
      possessive_(words.add("'s")),
      of_(words.add("of")),
      for_(words.add("for")),
      on_(words.add("on")),
      in_(words.add("in")),
      and_(words.add("and")),
      the_(words.add("the")),
      a_(words.add("a")),
      an_(words.add("an")),
      at_(words.add("at")),
      its_(words.add("its")),
      by_(words.add("by")) {
  for (const CountryRow& row : data.countries) capitals_.insert(row.capitals.begin(), row.capitals.end());
  for (std::size_t i = 0; i < data.authorities.size(); ++i) {
    for (const Cell alias : data.authorities[i].aliases) {
      if (!alias.starts_with(kFederalStateAlias)) continue;
      if (capitals_.contains(alias.substr(kFederalStateAlias.size()))) continue;  // "Washington" acts for all
      federal_states_.emplace(alias.substr(kFederalStateAlias.size()), static_cast<std::uint32_t>(i));
    }
  }
}

class FoundAuthorities::Pass {
 public:
  Pass(const FoundAuthorities& rules, Reading& reading)
      : rules_(rules),
        reading_(reading),
        nouns_(rules.organ_words_.nouns(reading)),
        marks_(rules.organ_words_.marks(reading)),
        owner_(reading.tokens.size(), kNobody),
        principal_(find_principal_state(reading)),
        codes_(acting_codes(reading)) {
    for (std::size_t i = 0; i < reading.mentions.size(); ++i) {
      for (std::size_t k = reading.mentions[i].first; k < reading.mentions[i].last; ++k) owner_[k] = i;
    }
    for (const auto& [first, last] : reading.stopped) {
      for (std::size_t k = first; k < last; ++k) owner_[k] = kStopped;
    }
    for (const Mention& mention : reading.mentions) {
      if (mention.kind != MentionKind::kAuthority) continue;
      named_.emplace(std::pair(mention.code, authority_kind(reading, rules.data_, mention.row)), mention.row);
    }
  }

  void run() {
    std::size_t sentence = 0;
    for (const OrganNoun& noun : nouns_) {
      while (reading_.sentences[sentence].last <= noun.first) enter(++sentence);
      if (sentence == 0) enter(0);
      consider(noun, sentence);
    }
    promote_federal_states();
    merge();
    find_acronyms();
    reading_.authority_anaphors =
        find_authority_anaphors(reading_, nouns_, rules_.organ_names_, rules_.data_, rules_.the_);
  }

 private:
  static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);
  static constexpr std::size_t kStopped = static_cast<std::size_t>(-2);

  const std::vector<TextToken>& tokens() const { return reading_.tokens; }
  const Sentence& sentence_of(const Organ& organ) const { return reading_.sentences[organ.sentence]; }
  bool has(std::size_t token, std::uint8_t mark) const { return (marks_[token] & mark) != 0; }

  const Mention* owner(std::size_t token) const {
    return owner_[token] < reading_.mentions.size() ? &reading_.mentions[owner_[token]] : nullptr;
  }
  bool is_free(std::size_t token) const { return owner_[token] == kNobody; }

  // Of what states it tells so far, for the organs that do not say whose they are; and whether capitals say
  // anything in this sentence: in a headline, which ends in no mark, they do not.
  void enter(std::size_t sentence) {
    if (entered_ == sentence + 1) return;
    for (; entered_ <= sentence; ++entered_) {
      while (next_mention_ < reading_.mentions.size() && reading_.mentions[next_mention_].sentence < entered_)
        note_state(reading_.mentions[next_mention_++]);
    }
    const Sentence& entered = reading_.sentences[sentence];
    capitals_say_nothing_ =
        entered.capitals * 2 > entered.words && tokens()[entered.last - 1].kind != TokenKind::kMark;
  }

  void note_state(const Mention& mention) {
    if (mention.is_state() && mention.acts_as_state) last_state_ = &mention;
  }

  void consider(const OrganNoun& noun, std::size_t sentence) {
    Organ organ;
    organ.first = noun.first;
    organ.last = organ.person = noun.last;
    organ.sentence = sentence;
    organ.noun = noun;
    if (noun.last > sentence_of(organ).last || !is_free(noun.first) || noun.first < end_of_last_) return;
    grow_left(organ);
    grow_right(organ);
    if (!is_organ(organ)) return;
    add(organ);
  }

  bool is_joint(std::size_t token) const {
    return tokens()[token].lower == rules_.and_ || tokens()[token].mark == '-' || tokens()[token].mark == '&';
  }

  bool is_name_word(std::size_t token) const {
    return is_free(token) && tokens()[token].kind == TokenKind::kWord && tokens()[token].capital &&
           !has(token, kOrganBreak);
  }

  void grow_left(Organ& organ) {
    const std::size_t begin = std::max(sentence_of(organ).first, end_of_last_);
    const bool noun_is_capital = tokens()[organ.noun.last - 1].capital;
    std::size_t joints = 0;  // of which nothing to the left was taken yet
    for (std::size_t i = organ.first; i > begin && organ.noun.first - i < kMaxModifiers; --i) {
      const std::size_t k = i - 1;
      if (const Mention* state = state_that_ends_at(k, begin); state != nullptr && joints == 0) {
        organ.state = state;
        organ.first = state->first;
        return;
      }
      const bool is_adjective = is_free(k) && has(k, kOrganAdjective) && !has(k, kOrganBreak);
      // "Ada Spark and trade minister Bo Fenwick": who stands before "and" is somebody else.
      const bool is_name = is_name_word(k) && !capitals_say_nothing_ && (noun_is_capital || joints == 0);
      if (is_adjective || is_name) {
        const bool is_capital = tokens()[k].capital && k > sentence_of(organ).first;
        ++(is_capital && !capitals_say_nothing_ ? organ.capitals : organ.adjectives);
        organ.first = k;
        joints = 0;
      } else if (is_free(k) && is_joint(k) && joints == 0) {
        ++joints;
      } else {
        return;
      }
    }
  }

  // "Ruritanian", "Ruritania's"; what acts as no state ("Ruritanian-owned") is none.
  const Mention* state_that_ends_at(std::size_t token, std::size_t begin) const {
    if (tokens()[token].lower == rules_.possessive_ && is_free(token) && token > begin) --token;
    const Mention* state = owner(token);
    if (state == nullptr || !state->is_state() || state->kind == MentionKind::kAuthority) return nullptr;
    return state->last == token + 1 ? state : nullptr;
  }

  void grow_right(Organ& organ) {
    if (organ.noun.is_title) return take_person(organ);
    const bool is_name = tokens()[organ.noun.last - 1].capital && !capitals_say_nothing_;
    while (organ.last - organ.noun.last < kMaxTail && take_tail(organ, is_name)) {
    }
    organ.person = organ.last;
  }

  // "Minister Ada Spark", "Gov. Ada Spark".
  void take_person(Organ& organ) {
    const std::size_t end = sentence_of(organ).last;
    std::size_t i = organ.last;
    if (i < end && tokens()[i].mark == '.' && !tokens()[i].spaced) ++i;
    organ.person = i;
    std::size_t names = 0;
    while (i < end && names < kMaxPersonName && is_name_word(i) && !has(i, kOrganVoid)) {
      ++i;
      ++names;
      const bool is_double = i + 1 < end && tokens()[i].mark == '-' && !tokens()[i + 1].spaced;
      if (is_double && is_name_word(i + 1)) ++i;
    }
    const bool says_something = i > organ.person && !capitals_say_nothing_;
    if (says_something) organ.last = i;
    if (!says_something) organ.person = organ.last;
  }

  // One more "of Trade", "of Ruritania", "and Industry"; lower-case nouns take adjectives and states alone.
  bool take_tail(Organ& organ, bool is_name) {
    const std::size_t end = sentence_of(organ).last;
    std::size_t i = organ.last;
    if (i + 1 >= end) return false;
    const WordId link = tokens()[i].lower;
    const bool is_of = link == rules_.of_ || (link == rules_.in_ && !is_name) ||
                       (is_name && (link == rules_.for_ || link == rules_.on_));
    const bool goes_on = organ.last > organ.noun.last && is_joint(i);
    if (!is_free(i) || (!is_of && !goes_on)) return false;
    ++i;
    if (tokens()[i].lower == rules_.the_ && i + 1 < end) ++i;
    if (const Mention* state = owner(i); state != nullptr) {
      if (!is_of || !state->is_state() || state->kind == MentionKind::kAuthority || state->first != i)
        return false;
      if (organ.state == nullptr) organ.state = state;
      organ.last = state->last;
      return true;
    }
    if (link == rules_.in_) return false;
    const std::size_t first = i;
    while (i < end && i - first < kMaxTail &&
           (is_name ? is_name_word(i) : is_free(i) && has(i, kOrganAdjective)))
      ++i;
    if (i == first) return false;
    organ.last = i;
    ++(is_name ? organ.capitals : organ.adjectives);
    return true;
  }

  bool is_organ(const Organ& organ) const {
    const std::size_t begin = sentence_of(organ).first;
    for (std::size_t i = organ.first; i < organ.last; ++i) {
      if (owner_[i] == kStopped || has(i, kOrganVoid)) return false;
    }
    std::size_t before = organ.first;
    if (before > begin && has(before - 1, kOrganFormer)) return false;
    if (before > begin && tokens()[before - 1].lower == rules_.possessive_) {
      if (--before > begin && !has(before - 1, kOrganOwner)) return false;  // "Lumo's legal department"
    }
    if (before > begin && owner(before - 1) != nullptr && !owner(before - 1)->is_state()) return false;
    if (is_part_of_longer_name(organ)) return false;
    const std::string_view kind = first_kind(organ.noun.kinds);
    const bool has_person = organ.person < organ.last;
    if (kind == "army") return false;  // "Ruritania's military research"
    if (organ.state != nullptr) return is_whole(organ, kind);
    if (kind == "government") return false;
    if (kind == "head") return has_person && tokens()[organ.noun.first].capital && !is_near_company(organ);
    if (organ.noun.is_title) return has_person && organ.capitals + organ.adjectives > 0;
    const bool is_name = tokens()[organ.noun.last - 1].capital && organ.capitals > 0;
    return is_name || (organ.adjectives > 0 && is_definite(organ));
  }

  // "Data Authority Act", "Department of Physics at the University".
  bool is_part_of_longer_name(const Organ& organ) const {
    const std::size_t end = std::min(sentence_of(organ).last, organ.last + kVoidReach);
    for (std::size_t i = organ.last; i < end; ++i) {
      const bool is_linked = i == organ.last || tokens()[organ.last].lower == rules_.of_ ||
                             tokens()[organ.last].lower == rules_.at_;
      if (is_linked && tokens()[i].capital && has(i, kOrganVoid)) return true;
    }
    return false;
  }

  // What "in Ruritania" says of more than any "department in Ruritania".
  bool is_whole(const Organ& organ, std::string_view kind) const {
    const bool is_bare = organ.first == organ.noun.first && organ.capitals + organ.adjectives == 0;
    return !is_bare || kind != "ministry" || organ.person < organ.last;
  }

  // "Lumo (LMO) President Ada Spark", "President Ada Spark of Lumo".
  bool is_near_company(const Organ& organ) const {
    const Sentence& sentence = sentence_of(organ);
    const std::size_t begin = std::max(sentence.first + kCompanyReach, organ.first) - kCompanyReach;
    const std::size_t end = std::min(sentence.last, organ.last + kCompanyReach);
    for (std::size_t i = begin; i < end; ++i) {
      if (owner(i) != nullptr && !owner(i)->is_state()) return true;
    }
    return false;
  }

  // "the trade ministry", "its competition authority", "the country's top court", "an appeals court".
  bool is_definite(const Organ& organ) const {
    if (organ.first == sentence_of(organ).first) return false;
    const WordId before = tokens()[organ.first - 1].lower;
    const bool is_court = first_kind(organ.noun.kinds) == "court";
    return before == rules_.the_ || before == rules_.its_ || before == rules_.possessive_ ||
           (is_court && (before == rules_.a_ || before == rules_.an_));
  }

  // Whose it is: what its name says; else the last state before it in its paragraph that acts; else the
  // story's.
  std::string_view code_of(const Organ& organ) const {
    if (organ.state != nullptr) return organ.state->code;
    const Mention* nearest = last_state_;
    for (std::size_t i = next_mention_; i < reading_.mentions.size(); ++i) {
      const Mention& mention = reading_.mentions[i];
      if (mention.first >= organ.first) break;
      if (mention.is_state() && (mention.acts_as_state || mention.kind == MentionKind::kPlace))
        nearest = &mention;
    }
    const std::size_t paragraph = sentence_of(organ).paragraph;
    if (nearest != nullptr && reading_.sentences[nearest->sentence].paragraph == paragraph)
      return nearest->code;
    if (principal_ != nullptr) return principal_->code;
    return nearest != nullptr ? nearest->code : std::string_view();
  }

  // The table's row, or the one that was given to the same name before, or a new one.
  void add(const Organ& organ) {
    std::string_view code = code_of(organ);
    if (code.empty()) return;
    const OrganNames::Key key = key_of(organ);
    std::uint32_t row = row_in_table(code, key);
    for (std::size_t i = 0; row == kNoRow && organ.state == nullptr && i < codes_.size(); ++i) {
      row = row_in_table(codes_[i], key);
      if (row != kNoRow) code = codes_[i];
    }
    if (row == kNoRow) row = row_in_apposition(organ, code);
    if (row == kNoRow && is_unspecific(organ)) row = first_row_of(code, organ.noun.kinds);
    if (row == kNoRow && is_bare_head(organ)) return;
    if (row == kNoRow) row = found_row(organ, code);
    add_mention(organ.first, organ.last, organ.sentence, code, row);
  }

  // "Ruritanian watchdog", as headlines have it: one that the article names elsewhere.
  bool is_unspecific(const Organ& organ) const {
    return organ.capitals + organ.adjectives == 0 && organ.last == organ.noun.last &&
           (organ.noun.kinds & (kind_set("regulator") | kind_set("ministry"))) != 0;
  }

  // The first authority of such a kind that the article names.
  std::uint32_t first_row_of(std::string_view code, KindSet kinds) const {
    for (std::size_t i = 0; i < kAuthorityKinds.size(); ++i) {
      if ((kinds & KindSet{1} << i) == 0) continue;
      const auto named = named_.find(std::pair(code, kAuthorityKinds[i]));
      if (named != named_.end()) return named->second;
    }
    return kNoRow;
  }

  // "President Ada Spark" of no state may be of a company.
  bool is_bare_head(const Organ& organ) const {
    return organ.state == nullptr && first_kind(organ.noun.kinds) == "head" &&
           organ.first == organ.noun.first;
  }

  // The words that tell it from its fellows: not those of the state, nor those of its seat of government.
  OrganNames::Key key_of(const Organ& organ) const {
    OrganNames::Key key;
    const bool has_seat =
        organ.state != nullptr && organ.state->kind == MentionKind::kPlace && !is_capital(*organ.state);
    for (std::size_t i = organ.first; i < organ.person; ++i) {
      if (tokens()[i].kind != TokenKind::kWord || (!has_seat && is_of_state(organ, i))) continue;
      rules_.organ_names_.add_word(tokens()[i].lower, key);
    }
    return key;
  }

  bool is_of_state(const Organ& organ, std::size_t token) const {
    return organ.state != nullptr && owner(token) == organ.state;
  }
  bool is_capital(const Mention& place) const {
    return rules_.capitals_.contains(reading_.bytes(place.first, place.last));
  }

  std::uint32_t row_in_table(std::string_view code, const OrganNames::Key& key) const {
    return rules_.organ_names_.row(code, key).value_or(kNoRow);
  }

  // "Ruritania's data watchdog, the RDB", "data watchdog RDB", "the RDB, Ruritania's data watchdog,": the
  // other's row.
  std::uint32_t row_in_apposition(const Organ& organ, std::string_view code) const {
    const Sentence& sentence = sentence_of(organ);
    std::size_t after = organ.last;
    if (after + 1 < sentence.last && (tokens()[after].mark == ',' || tokens()[after].mark == '(')) ++after;
    if (after + 1 < sentence.last && after > organ.last && tokens()[after].lower == rules_.the_) ++after;
    if (after < sentence.last) {
      const Mention* other = authority_at(after, code);
      if (other != nullptr && other->first == after) return other->row;
    }
    std::size_t before = organ.first;
    if (before > sentence.first && tokens()[before - 1].lower == rules_.the_) --before;
    if (before >= sentence.first + 2 && tokens()[before - 1].mark == ',') {
      if (const Mention* other = authority_at(before - 2, code); other != nullptr) return other->row;
    }
    return kNoRow;
  }

  const Mention* authority_at(std::size_t token, std::string_view code) const {
    const Mention* mention = owner(token);
    return mention != nullptr && mention->kind == MentionKind::kAuthority && mention->code == code ? mention
                                                                                                   : nullptr;
  }

  std::uint32_t found_row(const Organ& organ, std::string_view code) {
    const auto [known, is_new] = row_of_.emplace(std::string(code) + spelling_of(organ), 0);
    if (is_new) {
      known->second =
          static_cast<std::uint32_t>(rules_.data_.authorities.size() + reading_.found_authorities.size());
      reading_.found_authorities.push_back({name_of(organ), first_kind(organ.noun.kinds)});
    }
    return known->second;
  }

  // The same for "Ruritania's data board" and "Ruritanian Data Board".
  std::string spelling_of(const Organ& organ) const {
    std::string spelling;
    for (std::size_t i = organ.first; i < organ.last; ++i) {
      if (tokens()[i].kind != TokenKind::kWord) continue;
      const bool is_state = is_of_state(organ, i) && organ.state->kind != MentionKind::kPlace;
      if (is_state || tokens()[i].lower == rules_.possessive_) continue;
      spelling += ' ';
      append_lower_form(reading_.bytes(i, i + 1), spelling);
    }
    return spelling;
  }

  // As it stands, on one line.
  std::string name_of(const Organ& organ) const {
    std::string name;
    for (std::size_t i = organ.first; i < organ.last; ++i) {
      if (i > organ.first && tokens()[i].spaced) name += ' ';
      name += reading_.bytes(i, i + 1);
    }
    return name;
  }

  void add_mention(std::size_t first, std::size_t last, std::size_t sentence, std::string_view code,
                   std::uint32_t row) {
    Mention mention;
    mention.kind = MentionKind::kAuthority;
    mention.first = first;
    mention.last = end_of_last_ = last;
    mention.sentence = sentence;
    mention.row = row;
    mention.code = code;
    found_.push_back(mention);
  }

  // "Ohio bans", "Ohio's law", "sued by Ohio": the state itself acts, and is an authority of its federation.
  void promote_federal_states() {
    for (Mention& mention : reading_.mentions) {
      if (mention.kind != MentionKind::kPlace || !acts_itself(mention)) continue;
      const auto state = rules_.federal_states_.find(reading_.bytes(mention.first, mention.last));
      if (state == rules_.federal_states_.end()) continue;
      mention.kind = MentionKind::kAuthority;
      mention.row = state->second;
      mention.acts_as_state = true;
    }
  }

  bool acts_itself(const Mention& mention) const {
    const Sentence& sentence = reading_.sentences[mention.sentence];
    if (mention.first > sentence.first && tokens()[mention.first - 1].lower == rules_.by_) return true;
    const std::size_t after = mention.last;
    if (after >= sentence.last) return false;
    const Hits& hits = reading_.hits;
    if (hits.begins_at(rules_.act_verb_, after) || hits.begins_at(rules_.federal_verb_, after)) return true;
    const bool possesses = tokens()[after].lower == rules_.possessive_ || tokens()[after].mark == '\'';
    const std::size_t end = std::min(sentence.last, after + (possesses ? kLawReach : 2));
    return !hits.of(rules_.law_word_, after, end).empty();
  }

  // A state's mention that stands inside an organ's name is replaced by the organ's.
  void merge() {
    if (found_.empty()) return;
    std::vector<Mention> merged;
    merged.reserve(reading_.mentions.size() + found_.size());
    auto organ = found_.begin();
    for (const Mention& mention : reading_.mentions) {
      for (; organ != found_.end() && organ->last <= mention.first; ++organ) merged.push_back(*organ);
      if (organ == found_.end() || mention.last <= organ->first) merged.push_back(mention);
    }
    merged.insert(merged.end(), organ, found_.end());
    reading_.mentions = std::move(merged);
  }

  // "Ruritanian Data Board (RDB)": from there on "RDB" stands for it.
  void find_acronyms() {
    std::unordered_map<std::string_view, const Mention*> meaning;
    const std::size_t table = rules_.data_.authorities.size();
    for (const Mention& mention : found_) {
      const std::size_t at = mention.last;
      if (mention.row < table || at + 2 >= tokens().size() || tokens()[at].mark != '(') continue;
      if (tokens()[at + 2].mark != ')' || !tokens()[at + 1].all_caps) continue;
      if (!meaning.emplace(reading_.bytes(at + 1, at + 2), &mention).second) continue;
      reading_.found_authorities[mention.row - table].name +=
          " (" + std::string(reading_.bytes(at + 1, at + 2)) + ')';
    }
    if (meaning.empty()) return;
    add_acronyms(meaning);
  }

  void add_acronyms(const std::unordered_map<std::string_view, const Mention*>& meaning) {
    std::vector<Mention> all;
    std::size_t next = 0;
    for (std::size_t s = 0; s < reading_.sentences.size(); ++s) {
      for (std::size_t i = reading_.sentences[s].first; i < reading_.sentences[s].last; ++i) {
        if (next < reading_.mentions.size() && i >= reading_.mentions[next].first) {
          i = reading_.mentions[next].last - 1;
          all.push_back(reading_.mentions[next++]);
          continue;
        }
        if (!tokens()[i].all_caps) continue;
        const auto known = meaning.find(reading_.bytes(i, i + 1));
        if (known == meaning.end()) continue;
        all.push_back(*known->second);
        all.back().first = i;
        all.back().last = i + 1;
        all.back().sentence = s;
      }
    }
    reading_.mentions = std::move(all);
  }

  static constexpr std::uint32_t kNoRow = static_cast<std::uint32_t>(-1);

  const FoundAuthorities& rules_;
  Reading& reading_;
  const std::vector<OrganNoun> nouns_;
  const std::vector<std::uint8_t> marks_;  // by token
  std::vector<std::size_t> owner_;         // by token: the mention it belongs to
  const Mention* principal_;
  const std::vector<std::string_view> codes_;  // of the states that act, in the order of the text
  std::vector<Mention> found_;                 // in the order of the text
  std::map<std::pair<std::string_view, Cell>, std::uint32_t> named_;  // first rows, by code and kind
  std::unordered_map<std::string, std::uint32_t> row_of_;             // by code and words

  std::size_t end_of_last_ = 0;   // of the organ found last
  std::size_t entered_ = 0;       // sentences
  std::size_t next_mention_ = 0;  // the first that is not before the sentence
  const Mention* last_state_ = nullptr;
  bool capitals_say_nothing_ = false;
};

void FoundAuthorities::find(Reading& reading) const {
  Pass(*this, reading).run();
}

const Mention* authority_before(const Reading& reading, std::size_t sentence, std::size_t token) {
  const auto anaphor =
      std::upper_bound(reading.authority_anaphors.begin(), reading.authority_anaphors.end(), token,
                       [](std::size_t wanted, const AuthorityAnaphor& each) { return wanted < each.last; });
  if (anaphor == reading.authority_anaphors.end() || anaphor->first > token || anaphor->sentence != sentence)
    return nullptr;
  return &reading.mentions[anaphor->mention];
}

}  // namespace chokepoint
