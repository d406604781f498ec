// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/mentions.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace chokepoint {
namespace {

constexpr std::size_t kCueWindow = 8;
constexpr std::size_t kGeneralCueWindow = 2;  // general company words prove little from afar
constexpr std::size_t kListWindow = 2;        // "Blip, Fenwick and Apple"
constexpr std::size_t kDatelineTokens = 8;

bool is_english(std::string_view language) {
  return language.empty() || language == "en";
}

// There a capital says nothing of a noun.
bool capitalises_nouns(std::string_view language) {
  return language == "de" || language == "lb";
}

}  // namespace

// One article's judgement.
class MentionFinder::Pass {
 public:
  Pass(const MentionFinder& finder, std::string_view language, Reading& reading)
      : finder_(finder),
        language_(language),
        reading_(reading),
        found_(finder.names_.find(reading.text, reading.tokens, language)) {
    chosen_.assign(found_.size(), nullptr);
    settled_.assign(found_.size(), false);
    locate();
  }

  void run() {
    choose_unguarded();
    choose_guarded();
    for (std::size_t i = 0; i < found_.size(); ++i) {
      const bool is_mention = chosen_[i] != nullptr && !is_channel(i) && !is_share_button(i);
      if (is_mention) add_mention(i);
      if (!is_mention && (chosen_[i] != nullptr || is_stopped(found_[i])))
        reading_.stopped.emplace_back(found_[i].first, found_[i].last);
    }
  }

 private:
  const std::vector<TextToken>& tokens() const { return reading_.tokens; }

  void locate() {
    std::size_t sentence = 0;
    for (const NameIndex::Found& found : found_) {
      while (sentence + 1 < reading_.sentences.size() && reading_.sentences[sentence].last <= found.first)
        ++sentence;
      sentence_of_.push_back(sentence);
    }
  }

  bool holds_in_language(const Name& name) const {
    if (name.is_english) {
      const bool is_place = name.kind == NameKind::kCountry || name.kind == NameKind::kDemonym ||
                            name.kind == NameKind::kCapital || name.kind == NameKind::kPlace;
      return !is_place || is_english(language_);
    }
    return name.language == language_;
  }

  // "US$5m" is a currency, "x.uk" a host, "@Canada" an account.
  bool is_part_of_something_else(const NameIndex::Found& found) const {
    if (found.last < tokens().size()) {
      const TextToken& next = tokens()[found.last];
      if (!next.spaced && (next.mark == '$' || next.mark == '@')) return true;
      const bool joined = next.mark == '.' && !next.spaced && found.last + 1 < tokens().size() &&
                          !tokens()[found.last + 1].spaced &&
                          tokens()[found.last + 1].kind == TokenKind::kWord &&
                          !tokens()[found.last + 1].capital;
      if (joined) return true;
    }
    if (found.first == 0 || tokens()[found.first].spaced) return false;
    const char before = tokens()[found.first - 1].mark;
    return before == '.' || before == '@' || before == '/' || before == '#' || before == '_' || before == '=';
  }

  bool is_stopped(const NameIndex::Found& found) const {
    return std::any_of(found.names.begin(), found.names.end(), [this](std::uint32_t index) {
      return finder_.names_.name(index).kind == NameKind::kStopPhrase;
    });
  }

  // One of the words that void a name stands next to it: "Strelsau Times".
  bool is_void(std::size_t i) const {
    const NameIndex::Found& found = found_[i];
    return std::any_of(found.names.begin(), found.names.end(), [&](std::uint32_t index) {
      const SetId voided_by = finder_.names_.name(index).voided_by;
      return voided_by != kNoSet && is_near(reading_, sentence_of_[i], voided_by, found.first, found.last, 0);
    });
  }

  void choose_unguarded() {
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (is_stopped(found_[i]) || is_part_of_something_else(found_[i]) || is_void(i) || is_in_dateline(i)) {
        settled_[i] = true;
        continue;
      }
      for (const std::uint32_t index : found_[i].names) {
        const Name& name = finder_.names_.name(index);
        if (name.guard != Guard::kNone || !holds_in_language(name)) continue;
        // A capital is a place unless it acts; what it stands for then is said by its other entry.
        if (chosen_[i] != nullptr && chosen_[i]->kind <= name.kind) continue;
        chosen_[i] = &name;
      }
      if (chosen_[i] != nullptr) note(*chosen_[i]);
    }
  }

  void note(const Name& name) {
    if (name.kind == NameKind::kCompany) {
      companies_.insert(name.row);
    } else {
      ++counts_[name.code];
      if (name.kind == NameKind::kAuthority) authorities_.insert(name.row);
    }
  }

  // Twice, as one proof may lead to another: the second time round proofs by other guarded names count.
  void choose_guarded() {
    for (int round = 0; round < 2; ++round) {
      for (std::size_t i = 0; i < found_.size(); ++i) {
        if (settled_[i]) continue;
        if (chosen_[i] != nullptr && chosen_[i]->kind != NameKind::kCapital &&
            chosen_[i]->kind != NameKind::kPlace)
          continue;
        const Name* best = best_proved(i);
        if (best == nullptr) continue;
        chosen_[i] = best;
        note(*best);
        settled_[i] = true;
      }
    }
  }

  // Of several meanings that are proved ("Supreme Court"), the one whose state is nearest, else the one
  // whose state is named most.
  const Name* best_proved(std::size_t i) {
    const Name* best = nullptr;
    std::size_t most = 0;
    for (const std::uint32_t index : found_[i].names) {
      const Name& name = finder_.names_.name(index);
      if (name.guard == Guard::kNone || !holds_in_language(name) || !is_proved(i, name)) continue;
      const auto count = counts_.find(name.code);
      std::size_t weight = 1 + (count == counts_.end() ? 0 : count->second);
      if (is_named_in_sentence(i, name.code)) weight += found_.size();
      if (weight <= most) continue;
      most = weight;
      best = &name;
    }
    return best;
  }

  bool is_named_in_sentence(std::size_t i, std::string_view code) const {
    const auto names_it = [&](std::size_t j) { return chosen_[j] != nullptr && chosen_[j]->code == code; };
    for (std::size_t j = i; j > 0 && sentence_of_[j - 1] == sentence_of_[i]; --j) {
      if (names_it(j - 1)) return true;
    }
    for (std::size_t j = i + 1; j < found_.size() && sentence_of_[j] == sentence_of_[i]; ++j) {
      if (names_it(j)) return true;
    }
    return false;
  }

  bool is_proved(std::size_t i, const Name& name) {
    switch (name.guard) {
      case Guard::kNone:
        return true;
      case Guard::kActor:
        return acts(i);
      case Guard::kContext:
        return counts_.contains(name.code) ||
               (name.kind == NameKind::kAuthority && authorities_.contains(name.row));
      case Guard::kCue:
        return name.kind == NameKind::kCompany ? is_company(i, name) : is_country(name);
    }
    return false;
  }

  bool is_present(SetId set) const {
    return reading_.hits.any(set, 0, tokens().size(), [](const Hit&) { return true; });
  }

  bool is_country(const Name& name) const { return is_present(name.cues) || counts_.contains(name.code); }

  bool is_company(std::size_t i, const Name& name) {
    if (companies_.contains(name.row)) return true;
    const NameIndex::Found& found = found_[i];
    if (is_end_of_longer_name(i)) return false;
    if (near(i, name.cues, kCueWindow) || in_sentence(i, name.cues)) return true;
    if (tokens()[found.first].kind == TokenKind::kNumber && found.last == found.first + 1) return false;
    if (near(i, finder_.company_cue_, kGeneralCueWindow)) return true;
    for (const std::size_t j : {i - 1, i + 1}) {
      if (!is_chosen_company(j) || sentence_of_[j] != sentence_of_[i]) continue;
      if (distance(found.first, found.last, found_[j].first, found_[j].last) <= kListWindow) return true;
    }
    if (name.is_product || !stands_alone(i)) return false;
    return !companies_.empty() || is_possessor(i) || in_sentence(i, finder_.company_cue_);
  }

  // "to compel Apple to": a capital amid a sentence that is not one of a longer name. Who writes a fruit
  // with a capital means no fruit, and little more proof is needed.
  bool stands_alone(std::size_t i) {
    const NameIndex::Found& found = found_[i];
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    if (found.first == sentence.first || is_in_headline(i)) return false;
    const TextToken& name = tokens()[found.first];
    if (capitalises_nouns(language_) || !name.capital || name.end - name.begin < 2) return false;
    const TextToken& before = tokens()[found.first - 1];
    if (before.kind != TokenKind::kWord || before.capital || !tokens()[found.first].spaced) return false;
    if (found.last == sentence.last) return true;
    const TextToken& after = tokens()[found.last];
    return after.mark != '-' &&
           !(after.kind != TokenKind::kMark && (after.capital || after.kind == TokenKind::kNumber));
  }

  bool is_possessor(std::size_t i) const {
    const std::size_t after = found_[i].last;
    return after < tokens().size() && tokens()[after].exact == finder_.possessive_;
  }

  bool is_in_headline(std::size_t i) const { return reading_.sentences[sentence_of_[i]].is_headline_style(); }

  // "Royal Fenwick": a capitalised word before it that no table knows, in a sentence that is no headline.
  bool is_end_of_longer_name(std::size_t i) const {
    const std::size_t first = found_[i].first;
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    if (sentence.section == Section::kTitle || first <= sentence.first + 1) return false;
    const TextToken& before = tokens()[first - 1];
    return before.kind == TokenKind::kWord && before.capital && tokens()[first].spaced &&
           before.lower == kUnknownWord;
  }

  bool near(std::size_t i, SetId set, std::size_t window) const {
    return set != kNoSet && is_near(reading_, sentence_of_[i], set, found_[i].first, found_[i].last, window);
  }
  bool in_sentence(std::size_t i, SetId set) const {
    return set != kNoSet && is_in_sentence(reading_, sentence_of_[i], set);
  }

  // A phrase of the set begins at `token`, and that in the sentence of name `i`.
  bool hit_begins_at(std::size_t i, SetId set, std::size_t token) const {
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    return token >= sentence.first && token < sentence.last && reading_.hits.begins_at(set, token);
  }

  bool acts(std::size_t i) const {
    const std::size_t after = found_[i].last;
    if (after >= tokens().size() || after >= reading_.sentences[sentence_of_[i]].last) return false;
    if (tokens()[after].exact == finder_.possessive_ && finder_.possessive_ != kUnknownWord) return true;
    return hit_begins_at(i, finder_.act_verb_, after) ||
           (is_adverb(i, after) && hit_begins_at(i, finder_.act_verb_, after + 1));
  }

  // "Ottawa quietly ordered", "Ottawa now says".
  bool is_adverb(std::size_t i, std::size_t token) const {
    const bool ends_so = tokens()[token].kind == TokenKind::kWord && !tokens()[token].capital &&
                         reading_.bytes(token, token + 1).ends_with("ly");
    return ends_so || hit_begins_at(i, finder_.act_adverb_, token);
  }

  // "Chinese-owned", "London-based", "Dutch users": whose, not who.
  bool is_only_origin(std::size_t i, const Name& name) const {
    std::size_t after = found_[i].last;
    const std::size_t end = reading_.sentences[sentence_of_[i]].last;
    if (after >= end) return false;
    if (tokens()[after].mark == '-') {
      if (hit_begins_at(i, finder_.base_suffix_, after + 1)) return true;
      after += 1;
    }
    if (name.kind != NameKind::kDemonym) return false;
    if (is_people(i, name)) return true;
    // An adjective or two may stand between: "Chinese video app".
    for (std::size_t k = after; k < std::min(after + 3, end); ++k) {
      const bool is_first_half = k + 1 < end && tokens()[k + 1].mark == '-';  // "state-owned"
      if (hit_begins_at(i, finder_.state_noun_, k) && !is_first_half) return false;
      if (hit_begins_at(i, finder_.company_noun_, k)) return true;
    }
    return false;
  }

  // "Ruritanians": of a word for the people the table has the singular too.
  bool is_people(std::size_t i, const Name& name) const {
    const std::string_view word = reading_.bytes(found_[i].first, found_[i].last);
    if (!word.ends_with('s') || is_possessor(i)) return false;
    const CellList& demonyms = finder_.data_.countries[name.row].demonyms;
    return std::find(demonyms.begin(), demonyms.end(), word.substr(0, word.size() - 1)) != demonyms.end();
  }

  // "in Zembla", "across Zembla and Ruritania": where, not who.
  bool is_location(std::size_t i, const Name& name) const {
    if (name.kind != NameKind::kCountry || is_possessor(i)) return false;
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    std::size_t first = found_[i].first;
    if (first > sentence.first && tokens()[first - 1].lower == finder_.the_) --first;
    if (first == sentence.first) return false;
    if (hit_begins_at(i, finder_.place_preposition_, first - 1)) return true;
    return is_joint(first - 1) && continues_location(first, sentence);
  }

  bool is_joint(std::size_t i) const {
    return tokens()[i].mark == ',' || tokens()[i].lower == finder_.and_ || tokens()[i].lower == finder_.or_;
  }

  // The name before the comma or "and" is that of a place.
  bool continues_location(std::size_t first, const Sentence& sentence) const {
    if (reading_.mentions.empty()) return false;
    const Mention& before = reading_.mentions.back();
    std::size_t end = first;
    while (end > sentence.first && is_joint(end - 1)) --end;
    return before.is_location && before.last == end;
  }

  // "BERLIN (Reuters) -", "Dublin, Ireland —": where it was written.
  bool is_in_dateline(std::size_t i) const {
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    if (sentence.section == Section::kTitle || found_[i].first > sentence.first + 4) return false;
    if (!tokens()[sentence.first].all_caps) return false;
    const std::size_t end = std::min(sentence.last, sentence.first + kDatelineTokens);
    for (std::size_t k = found_[i].last; k < end; ++k) {
      const TextToken& token = tokens()[k];
      if (token.mark == '~' || token.mark == '(') return true;
      if (token.mark == '-' && token.spaced && k + 1 < end && tokens()[k + 1].spaced) return true;
      if (token.kind == TokenKind::kWord && !token.capital) return false;
    }
    return false;
  }

  bool is_chosen_company(std::size_t i) const {
    return i < found_.size() && chosen_[i] != nullptr && chosen_[i]->kind == NameKind::kCompany;
  }

  // "wrote on Blip": where somebody spoke, not whom the story is about.
  bool is_channel(std::size_t i) const {
    if (!is_chosen_company(i)) return false;
    const Sentence& sentence = reading_.sentences[sentence_of_[i]];
    const auto channels = reading_.hits.of(finder_.channel_, sentence.first, sentence.last);
    const bool follows_channel = std::any_of(channels.begin(), channels.end(), [&](const Hit& channel) {
      return channel.last == found_[i].first;
    });
    if (follows_channel) return true;
    // "in a Blip post".
    if (found_[i].first == 0 || !hit_begins_at(i, finder_.channel_post_, found_[i].last)) return false;
    const WordId before = tokens()[found_[i].first - 1].lower;
    return before == finder_.a_ || before == finder_.an_;
  }

  // "Share Facebook Twitter LinkedIn": names in a row with nothing between them but words of buttons.
  bool is_share_button(std::size_t i) const {
    if (!is_chosen_company(i)) return false;
    return (is_chosen_company(i + 1) && is_button_gap(i, i + 1)) ||
           (i > 0 && is_chosen_company(i - 1) && is_button_gap(i - 1, i));
  }

  bool is_button_gap(std::size_t left, std::size_t right) const {
    if (chosen_[left]->row == chosen_[right]->row || found_[right].first - found_[left].last > 4)
      return false;
    // Buttons are words of their own: not so a company before its product in Chinese, nor what Arabic
    // writes in one word with "and".
    if (found_[right].is_form) return false;
    if (found_[right].first == found_[left].last && !tokens()[found_[right].first].spaced) return false;
    for (std::size_t k = found_[left].last; k < found_[right].first; ++k) {
      const TextToken& token = tokens()[k];
      // A bullet at the beginning of a line is of a list that somebody wrote.
      const bool parts_buttons = (token.mark == '*' && !token.new_line) || token.mark == '|';
      if (token.kind == TokenKind::kMark ? !parts_buttons : !hit_begins_at(left, finder_.share_word_, k))
        return false;
    }
    return true;
  }

  void add_mention(std::size_t i) {
    const Name& name = *chosen_[i];
    Mention mention;
    mention.first = found_[i].first;
    mention.last = found_[i].last;
    mention.sentence = sentence_of_[i];
    mention.row = name.row;
    mention.is_product = name.is_product;
    mention.code = name.code;
    switch (name.kind) {
      case NameKind::kCompany:
        mention.kind = MentionKind::kCompany;
        break;
      case NameKind::kAuthority:
        mention.kind = MentionKind::kAuthority;
        break;
      case NameKind::kDemonym:
        mention.kind = MentionKind::kDemonym;
        break;
      case NameKind::kCountry:
        mention.kind = MentionKind::kCountry;
        break;
      case NameKind::kPlace:
        mention.kind = name.guard == Guard::kActor ? MentionKind::kMetonym : place_kind(name);
        break;
      case NameKind::kCapital:
      case NameKind::kStopPhrase:
        mention.kind = MentionKind::kPlace;
        break;
    }
    if (mention.is_state())
      mention.acts_as_state = mention.kind != MentionKind::kPlace && !is_only_origin(i, name);
    mention.is_location = mention.kind == MentionKind::kPlace || is_location(i, name);
    reading_.mentions.push_back(mention);
  }

  MentionKind place_kind(const Name& name) const {
    const Cell kind = finder_.data_.places[name.row].kind;
    return kind == "metonym" || kind == "institution-place" ? MentionKind::kMetonym : MentionKind::kPlace;
  }

  const MentionFinder& finder_;
  const std::string_view language_;
  Reading& reading_;
  const std::vector<NameIndex::Found> found_;
  std::vector<const Name*> chosen_;                            // by index in found_
  std::vector<std::size_t> sentence_of_;                       // by index in found_
  std::vector<bool> settled_;                                  // by index in found_
  std::unordered_set<std::uint32_t> companies_, authorities_;  // rows
  std::unordered_map<std::string_view, std::size_t> counts_;   // of names by code
};

MentionFinder::MentionFinder(const Vocabulary::Data& data, Words& words, PhraseSets& sets)
    : data_(data),
      names_(data, words, sets),
      company_cue_(sets.of_class("company-cue")),
      company_noun_(sets.of_class("company-noun")),
      state_noun_(sets.of_class("state-noun")),
      act_verb_(sets.of_class("act-verb")),
      act_adverb_(sets.of_class("act-adverb")),
      base_suffix_(sets.of_class("base-suffix")),
      channel_(sets.of_class("channel")),
      channel_post_(sets.of_class("channel-post")),
      share_word_(sets.of_class("share-word")),
      place_preposition_(sets.of_class("place-preposition")),
      possessive_(words.add("'s")),
      a_(words.add("a")),
      an_(words.add("an")),
      the_(words.add("the")),
      and_(words.add("and")),
      or_(words.add("or")) {}

void MentionFinder::find(std::string_view language, Reading& reading) const {
  Pass(*this, language, reading).run();
}

}  // namespace chokepoint
