// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/found_companies.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNameTokens = 4;
constexpr std::size_t kAppositionReach = 7;  // "Fenwick, an Israeli maker": tokens to the noun
constexpr std::size_t kEnoughMentions = 2;

// What the article says about a run of capitalised words.
struct Introduction {
  std::size_t strong = 0;  // by suffix or noun
  std::size_t weak = 0;    // by an officer or a list
  std::vector<Mention> mentions;
  bool is_partial = false;  // it stands inside a longer name somewhere
};

}  // namespace

FoundCompanies::FoundCompanies(std::size_t known, PhraseSets& sets, Words& words)
    : known_(static_cast<std::uint32_t>(known)),
      suffix_(sets.of_class("company-suffix")),
      noun_(sets.of_class("introducing-noun")),
      executive_(sets.of_class("introducing-executive")),
      never_(sets.of_class("never-company")),
      person_title_(sets.of_class("person-title")),
      speech_verb_(sets.of_class("speech-verb")),
      possessive_(words.add("'s")),
      a_(words.add("a")),
      an_(words.add("an")),
      the_(words.add("the")),
      of_(words.add("of")),
      and_(words.add("and")) {}

class FoundCompanies::Pass {
 public:
  Pass(const FoundCompanies& rules, Reading& reading) : rules_(rules), reading_(reading) {
    marks_.assign(tokens().size(), 0);
    note_hits();
  }

  void run() {
    // Again and again, as a list may begin with a name that is introduced further on.
    for (int round = 0; round < 3; ++round) {
      for (const Sentence& sentence : reading_.sentences) introduce_in(sentence);
    }
    if (introduced_.empty()) return;
    find_all_mentions();
    add_mentions();
  }

 private:
  enum Mark : std::uint8_t {
    kSuffix = 1,
    kNoun = 2,
    kExecutive = 4,
    kTaken = 8,
    kCompany = 16,
    kNever = 32,
    kIntroduced = 64,
    kPersonTitle = 128
  };

  const std::vector<Token>& tokens() const { return reading_.tokens; }

  void note_hits() {
    const auto mark = [this](std::size_t first, std::size_t last, std::uint8_t value) {
      for (std::size_t i = first; i < last; ++i) marks_[i] = static_cast<std::uint8_t>(marks_[i] | value);
    };
    for (const Hit& hit : reading_.hits) {
      if (hit.set == rules_.suffix_) mark(hit.first, hit.last, kSuffix);
      if (hit.set == rules_.noun_) mark(hit.first, hit.last, kNoun);
      if (hit.set == rules_.executive_) mark(hit.first, hit.last, kExecutive);
      if (hit.set == rules_.never_) mark(hit.first, hit.last, kNever);
      if (hit.set == rules_.person_title_) mark(hit.first, hit.last, kPersonTitle);
      if (hit.set == rules_.speech_verb_) speech_verbs_.insert(hit.first);
    }
    for (const Mention& mention : reading_.mentions) {
      mark(mention.first, mention.last, mention.is_state() ? kTaken : kTaken | kCompany);
    }
    for (const auto& [first, last] : reading_.stopped) mark(first, last, kTaken);
  }

  bool has(std::size_t token, std::uint8_t value) const {
    return token < marks_.size() && (marks_[token] & value) != 0;
  }

  bool is_hyphenated(std::size_t i) const {
    return i + 1 < tokens().size() && tokens()[i + 1].mark == '-' && !tokens()[i + 1].spaced;
  }

  bool is_name_word(std::size_t i) const {
    const Token& token = tokens()[i];
    return token.kind == TokenKind::kWord && token.capital && !has(i, kTaken) &&
           (token.end - token.begin > 1 || is_hyphenated(i));
  }

  // The run of capitalised words that begins at `first`; equal to `first` if there is none. A hyphen or a
  // dot inside a word ("X-VPN", "Fen.io") belongs to it.
  std::size_t end_of_name(std::size_t first, std::size_t limit) const {
    if (has(first, kNever)) return first;
    std::size_t i = first;
    std::size_t words = 0;
    while (i < limit && words < kMaxNameTokens) {
      const bool joined = i > first && !tokens()[i].spaced &&
                          (tokens()[i].mark == '-' || tokens()[i].mark == '.') && i + 1 < limit &&
                          !tokens()[i + 1].spaced && tokens()[i + 1].kind == TokenKind::kWord;
      if (joined) {
        i += 2;
      } else if ((i == first || tokens()[i].spaced) && is_name_word(i) && !has(i, kSuffix)) {
        ++i;
        ++words;
      } else {
        break;
      }
    }
    return i;
  }

  // In a headline nearly every word is capitalised, which says nothing there.
  bool is_headline_style(const Sentence& sentence) const {
    std::size_t words = 0;
    std::size_t capitals = 0;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      if (tokens()[i].kind != TokenKind::kWord) continue;
      ++words;
      if (tokens()[i].capital) ++capitals;
    }
    return words == 0 || capitals * 2 > words;
  }

  void introduce_in(const Sentence& sentence) {
    if (is_headline_style(sentence)) return;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      const std::size_t end = end_of_name(i, sentence.last);
      if (end == i) continue;
      judge(sentence, i, end);
      i = end;
    }
  }

  void judge(const Sentence& sentence, std::size_t first, std::size_t last) {
    if (is_tail_of_name(sentence, first)) return;
    if (is_person(sentence, first, last)) {
      persons_.insert(lower_bytes(first, last));
    } else if (has_suffix(last, sentence.last) || is_in_apposition(last, sentence.last)) {
      introduce(first, last, true);
    } else if (last == first + 1 && tokens()[first].all_caps) {
      return;  // of a protocol, as likely
    } else if (is_introduced_by_noun(sentence, first)) {
      introduce(first, last, true);
    } else if (has_officer(sentence, first, last) || is_listed(sentence, first, last)) {
      introduce(first, last, false);
    }
  }

  // What is left of "Fenwick Information" when a table knows "Fenwick".
  bool is_tail_of_name(const Sentence& sentence, std::size_t first) const {
    return first > sentence.first && tokens()[first].spaced && has(first - 1, kCompany) &&
           !has(first - 1, kIntroduced);
  }

  // "founder Ada Spark"; "Ada Spark said", unless a suffix follows the name.
  bool is_person(const Sentence& sentence, std::size_t first, std::size_t last) const {
    if (has_suffix(last, sentence.last)) return false;
    std::size_t before = first;
    if (before > sentence.first && tokens()[before - 1].mark == '.') --before;
    if (before > sentence.first && has(before - 1, kPersonTitle)) return true;
    if (is_officer_named(sentence, first)) return true;
    const bool speaks = last < sentence.last && speech_verbs_.contains(last);
    return speaks && last == first + 2 && !is_introduced_by_noun(sentence, first);
  }

  // "the founder of Fenwick, Ada Spark": the name begins at `first`.
  bool is_officer_named(const Sentence& sentence, std::size_t first) const {
    if (first < sentence.first + 4 || tokens()[first - 1].mark != ',') return false;
    std::size_t company = first - 1;
    while (company > sentence.first + 1 && has(company - 1, kCompany)) --company;
    return company < first - 1 && tokens()[company - 1].lower == rules_.of_ && company >= 2 &&
           has(company - 2, kPersonTitle);
  }

  bool has_suffix(std::size_t last, std::size_t limit) const {
    if (last < limit && tokens()[last].mark == ',') ++last;
    return last < limit && has(last, kSuffix) && tokens()[last].capital;
  }

  bool is_introduced_by_noun(const Sentence& sentence, std::size_t first) const {
    if (first == sentence.first || !tokens()[first].spaced) return false;
    const bool after_comma = tokens()[first - 1].mark == ',' && first >= sentence.first + 2;
    const std::size_t noun = after_comma ? first - 2 : first - 1;
    return has(noun, kNoun) && !tokens()[noun].capital;
  }

  bool is_in_apposition(std::size_t last, std::size_t limit) const {
    if (last + 2 >= limit || (tokens()[last].mark != ',' && tokens()[last].mark != '(')) return false;
    const WordId article = tokens()[last + 1].lower;
    if (article != rules_.a_ && article != rules_.an_ && article != rules_.the_) return false;
    for (std::size_t i = last + 2; i < std::min(limit, last + kAppositionReach); ++i) {
      if (tokens()[i].mark == ',' || tokens()[i].mark == '.') return false;
      if (has(i, kNoun)) return true;
    }
    return false;
  }

  bool has_officer(const Sentence& sentence, std::size_t first, std::size_t last) const {
    if (last + 1 < sentence.last && tokens()[last].exact == rules_.possessive_ && has(last + 1, kExecutive))
      return true;
    for (std::size_t i = last; i < std::min(sentence.last, last + 2); ++i) {
      if (has(i, kNoun) && !tokens()[i].capital) return true;
    }
    return first >= sentence.first + 2 && tokens()[first - 1].lower == rules_.of_ &&
           has(first - 2, kExecutive);
  }

  // Between commas or "and", next to a company.
  bool is_listed(const Sentence& sentence, std::size_t first, std::size_t last) const {
    const auto is_joint = [this](std::size_t i) {
      return tokens()[i].mark == ',' || tokens()[i].lower == rules_.and_;
    };
    const bool goes_on = last == sentence.last || is_joint(last) || tokens()[last].mark == '.';
    if (first >= sentence.first + 2 && is_joint(first - 1) &&
        (goes_on || tokens()[first - 1].lower == rules_.and_)) {
      std::size_t before = first - 2;
      if (is_joint(before) && before > sentence.first) --before;
      if (has(before, kCompany)) return true;
    }
    if (last + 1 < sentence.last && is_joint(last)) {
      std::size_t after = last + 1;
      if (is_joint(after) && after + 1 < sentence.last) ++after;
      if (has(after, kCompany)) return true;
    }
    return false;
  }

  std::string lower_bytes(std::size_t first, std::size_t last) const {
    std::string lower;
    append_lower_form(reading_.bytes(first, last), lower);
    return lower;
  }

  void introduce(std::size_t first, std::size_t last, bool strong) {
    if (has(first, kIntroduced)) return;
    Introduction& introduction = introduced_[lower_bytes(first, last)];
    ++(strong ? introduction.strong : introduction.weak);
    for (std::size_t i = first; i < last; ++i)
      marks_[i] = static_cast<std::uint8_t>(marks_[i] | kCompany | kIntroduced);
  }

  // Every stretch of text that reads like an introduced name, in whatever case.
  void find_all_mentions() {
    for (std::size_t s = 0; s < reading_.sentences.size(); ++s) {
      const Sentence& sentence = reading_.sentences[s];
      for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        if (!is_name_word(i) || has(i, kNever)) continue;
        std::size_t last = 0;
        const auto found = longest_introduced(i, sentence.last, last);
        if (found == introduced_.end()) continue;
        // The surname of somebody, or a longer name.
        const bool is_partial =
            i > sentence.first && tokens()[i].spaced && is_name_word(i - 1) && !has(i - 1, kNever);
        Mention mention;
        mention.first = i;
        mention.last = last;
        mention.sentence = s;
        found->second.mentions.push_back(mention);
        if (is_partial) found->second.is_partial = true;
        i = last - 1;
      }
    }
  }

  bool is_accepted(const Introduction& found) const {
    if (found.is_partial || found.mentions.empty()) return false;
    if (found.mentions.size() >= kEnoughMentions) return true;
    return found.strong > 0 && reading_.sentences[found.mentions.front().sentence].section != Section::kBody;
  }

  // "Fenwick" and "FenWick" are one; the spelling that is used most stands for both.
  std::string usual_spelling(const Introduction& found) const {
    std::map<std::string, std::size_t> counts;
    std::string best;
    for (const Mention& mention : found.mentions) {
      const std::string spelling(reading_.bytes(mention.first, mention.last));
      const std::size_t count = ++counts[spelling];
      if (best.empty() || count > counts[best]) best = spelling;
    }
    return best;
  }

  void add_mentions() {
    for (auto& [name, found] : introduced_) {
      if (!is_accepted(found) || persons_.contains(name)) continue;
      const auto row = rules_.known_ + static_cast<std::uint32_t>(reading_.found_companies.size());
      reading_.found_companies.push_back(usual_spelling(found));
      for (Mention& mention : found.mentions) {
        mention.row = row;
        reading_.mentions.push_back(mention);
      }
    }
    std::stable_sort(reading_.mentions.begin(), reading_.mentions.end(),
                     [](const Mention& x, const Mention& y) { return x.first < y.first; });
  }

  using Introductions = std::map<std::string, Introduction>;  // by name in lower case

  Introductions::iterator longest_introduced(std::size_t first, std::size_t limit, std::size_t& last) {
    auto best = introduced_.end();
    for (std::size_t end = first + 1; end <= std::min(limit, first + 2 * kMaxNameTokens); ++end) {
      const auto found = introduced_.find(lower_bytes(first, end));
      if (found == introduced_.end()) continue;
      best = found;
      last = end;
    }
    return best;
  }

  const FoundCompanies& rules_;
  Reading& reading_;
  std::vector<std::uint8_t> marks_;  // by token
  Introductions introduced_;
  std::set<std::size_t> speech_verbs_;  // their first tokens
  std::set<std::string> persons_;       // by name in lower case
};

void FoundCompanies::find(Reading& reading) const {
  Pass(*this, reading).run();
}

}  // namespace chokepoint
