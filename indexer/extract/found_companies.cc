// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/found_companies.h"

#include <algorithm>
#include <bitset>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace chokepoint {
namespace {

constexpr std::size_t kMaxNameTokens = 8;    // four words, each with a hyphen at most
constexpr std::size_t kAppositionReach = 7;  // "Fenwick, an Israeli maker": tokens to the noun
constexpr std::size_t kEnoughMentions = 2;
constexpr std::size_t kEnoughCompanies = 2;  // so many known ones make a list one of companies
constexpr std::size_t kShortestBrand = 3;    // bytes
constexpr std::size_t kExpansionReach =
    16;  // "Association of ... Makers (AFM)": tokens back from the bracket

// What the article says about a run of capitalised words.
struct Introduction {
  std::size_t strong = 0;   // by words that stand beside companies alone
  std::size_t weak = 0;     // by words that stand beside other things as well
  std::size_t partial = 0;  // mentions inside a longer name
  bool suffixed = false;    // with "Ltd" or the like
  bool is_common = false;   // a word that the article also writes without a capital
  std::vector<Mention> mentions;
};

enum class Evidence { kWeak, kStrong, kSuffix };

}  // namespace

FoundCompanies::FoundCompanies(std::size_t known, PhraseSets& sets, Words& words)
    : known_(static_cast<std::uint32_t>(known)),
      mark_rules_(sets),
      lists_(words),
      possessive_(words.add("'s")),
      a_(words.add("a")),
      an_(words.add("an")),
      the_(words.add("the")),
      of_(words.add("of")),
      for_(words.add("for")),
      at_(words.add("at")) {}

class FoundCompanies::Pass {
 public:
  Pass(const FoundCompanies& rules, Reading& reading)
      : rules_(rules), reading_(reading), marks_(rules.mark_rules_, reading) {}

  void run() {
    for (const Sentence& sentence : reading_.sentences) introduce_in(sentence);
    for (const Sentence& sentence : reading_.sentences) introduce_lists(sentence);
    for (const NameList& list : rules_.lists_.find_in_lines(reading_, marks_)) introduce_list(list);
    if (introduced_.empty()) return;
    find_all_mentions();
    add_mentions();
  }

 private:
  const std::vector<TextToken>& tokens() const { return reading_.tokens; }

  void introduce_in(const Sentence& sentence) {
    if (sentence.is_headline_style()) return;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      const std::size_t end = tokens()[i].capital ? marks_.end_of_name(i, sentence.last) : i;
      if (end == i) continue;
      judge(sentence, i, end);
      i = end - 1;
    }
  }

  void judge(const Sentence& sentence, std::size_t first, std::size_t last) {
    if (is_tail_of_name(sentence, first)) return;
    const bool suffixed = has_suffix(last, sentence.last);
    if (!suffixed && is_person(sentence, first, last)) {
      no_companies_.insert(lower_bytes(first, last));
      no_companies_.insert(lower_bytes(last - 1, last));  // by the surname further on
      return;
    }
    if (!suffixed && is_other_thing(sentence, first, last)) {
      no_companies_.insert(lower_bytes(first, last));
      return;
    }
    const bool acronym = last == first + 1 && tokens()[first].all_caps;
    if (suffixed) {
      introduce(first, last, Evidence::kSuffix);
    } else if (is_in_apposition(last, sentence.last) || has_officer(sentence, first, last) ||
               is_introduced(sentence, first, last, kFirmMark)) {
      introduce(first, last, Evidence::kStrong);
    } else if (acronym) {
      return;  // of a protocol, as likely
    } else if (is_introduced(sentence, first, last, kProductNounMark)) {
      introduce(first, last, Evidence::kStrong);
    } else if (has_belongings(sentence, first, last)) {
      introduce(first, last, Evidence::kWeak);
    }
  }

  // What is left of "Fenwick Information" when a table knows "Fenwick", or of "Chamber of Fenwick".
  bool is_tail_of_name(const Sentence& sentence, std::size_t first) const {
    if (first == sentence.first || !tokens()[first].spaced) return false;
    if (marks_.has(first - 1, kCompanyMark | kProductMark | kAuthorityMark))
      return !marks_.has(first - 1, kIntroducedMark);
    const WordId before = tokens()[first - 1].lower;
    return (before == rules_.of_ || before == rules_.for_) && first >= sentence.first + 2 &&
           tokens()[first - 2].kind == TokenKind::kWord && tokens()[first - 2].capital &&
           !marks_.has(first - 2, kOfficerMark | kPersonTitleMark);
  }

  // "founder Ada Spark"; "Ada Spark said"; "Ada Spark, an analyst".
  bool is_person(const Sentence& sentence, std::size_t first, std::size_t last) const {
    std::size_t before = first;
    if (before > sentence.first && tokens()[before - 1].mark == '.') --before;
    if (before > sentence.first && marks_.has(before - 1, kPersonTitleMark)) return true;
    if (is_officer_named(sentence, first)) return true;
    if (last == first + 2 && has_title_after(last, sentence.last)) return true;
    const bool speaks = last < sentence.last && marks_.has(last, kSpeechMark);
    return speaks && last == first + 2 && !is_introduced(sentence, first, last, kFirmMark | kProductNounMark);
  }

  // "the founder of Fenwick, Ada Spark": the name begins at `first`.
  bool is_officer_named(const Sentence& sentence, std::size_t first) const {
    if (first < sentence.first + 4 || tokens()[first - 1].mark != ',') return false;
    std::size_t company = first - 1;
    while (company > sentence.first + 1 && marks_.has(company - 1, kCompanyMark)) --company;
    return company < first - 1 && tokens()[company - 1].lower == rules_.of_ && company >= 2 &&
           marks_.has(company - 2, kPersonTitleMark);
  }

  // "Ada Spark, the firm's chief executive": a title before any noun for a company that could be the head.
  bool has_title_after(std::size_t last, std::size_t limit) const {
    if (last >= limit || tokens()[last].mark != ',') return false;
    for (std::size_t i = last + 1; i < std::min(limit, last + kAppositionReach); ++i) {
      if (tokens()[i].kind == TokenKind::kMark && tokens()[i].mark != '-') return false;
      if (marks_.has(i, kPersonTitleMark | kOfficerMark)) return true;
    }
    return false;
  }

  // "Fenwick University", "Operation Fenwick", "the Fenwick botnet".
  bool is_other_thing(const Sentence& sentence, std::size_t first, std::size_t last) const {
    if (marks_.any_has(first, last, kOrganisationMark)) return true;
    if (last < sentence.last && marks_.has(last, kThingMark | kOrganisationMark)) return true;
    if (first == sentence.first) return false;
    return marks_.has(first - 1, kThingMark | kBystanderMark) || is_acronym_of_other(sentence, first, last);
  }

  // "the Association of Fenwick Makers (AFM)".
  bool is_acronym_of_other(const Sentence& sentence, std::size_t first, std::size_t last) const {
    if (tokens()[first - 1].mark != '(' || last == sentence.last || tokens()[last].mark != ')') return false;
    const std::size_t begin = first - std::min(first - sentence.first, kExpansionReach);
    return marks_.any_has(begin, first, kOrganisationMark | kAuthorityMark);
  }

  // "Fenwick Systems", but not "Fenwick Systems Command".
  bool has_suffix(std::size_t last, std::size_t limit) const {
    if (last < limit && tokens()[last].mark == ',') ++last;
    if (last >= limit || !marks_.has(last, kSuffixMark) || !tokens()[last].capital) return false;
    std::size_t after = last + 1;
    if (after < limit && tokens()[after].mark == '.') ++after;
    return after >= limit || !marks_.is_name_word(after) ||
           marks_.has(after, kSuffixMark | kOfficerMark | kPersonTitleMark | kNeverMark);
  }

  // "drone maker Fenwick"; "a drone maker called Fenwick"; "the drone maker, Fenwick, said".
  bool is_introduced(const Sentence& sentence, std::size_t first, std::size_t last, std::uint32_t by) const {
    if (first == sentence.first || !tokens()[first].spaced) return false;
    const auto is_noun = [&](std::size_t i) { return marks_.has(i, by) && !tokens()[i].capital; };
    // "the companies ABC represents" introduces nobody.
    if (is_noun(first - 1)) return !tokens()[first].all_caps || !marks_.has(first - 1, kPluralMark);
    std::size_t before = first;
    while (before > sentence.first && marks_.has(before - 1, kNamingMark)) --before;
    if (before < first) return before > sentence.first && is_noun(before - 1);
    const bool is_aside = tokens()[first - 1].mark == ',' && first >= sentence.first + 2 &&
                          (last == sentence.last || tokens()[last].mark == ',' || tokens()[last].mark == '.');
    return is_aside && is_noun(first - 2) && !marks_.has(first - 2, kPluralMark);
  }

  // "Fenwick, an Israeli maker of", "Fenwick (the company behind ...". A preposition before the noun says
  // that it is not the head: "Ada, a friend of the company".
  bool is_in_apposition(std::size_t last, std::size_t limit) const {
    if (last + 2 >= limit || (tokens()[last].mark != ',' && tokens()[last].mark != '(')) return false;
    const WordId article = tokens()[last + 1].lower;
    if (article != rules_.a_ && article != rules_.an_ && article != rules_.the_) return false;
    for (std::size_t i = last + 2; i < std::min(limit, last + kAppositionReach); ++i) {
      const TextToken& token = tokens()[i];
      if (token.kind == TokenKind::kMark && token.mark != '-') return false;
      if (token.lower == rules_.of_ || token.lower == rules_.at_ || token.exact == rules_.possessive_)
        return false;
      if (marks_.has(i, kFirmMark | kProductNounMark)) return true;
    }
    return false;
  }

  // "CTO at Fenwick", "the founder of Fenwick", "Fenwick CEO Ada Spark", "Fenwick's CEO".
  bool has_officer(const Sentence& sentence, std::size_t first, std::size_t last) const {
    std::size_t after = last;
    if (after < sentence.last && tokens()[after].exact == rules_.possessive_) ++after;
    if (after < sentence.last && marks_.has(after, kOfficerMark)) return true;
    if (first < sentence.first + 2 || !marks_.has(first - 2, kOfficerMark)) return false;
    return tokens()[first - 1].lower == rules_.of_ || tokens()[first - 1].lower == rules_.at_;
  }

  // "Fenwick's shares", "the Fenwick messaging app".
  bool has_belongings(const Sentence& sentence, std::size_t first, std::size_t last) const {
    if (last + 1 < sentence.last && tokens()[last].exact == rules_.possessive_ &&
        marks_.has(last + 1, kBelongingMark))
      return true;
    for (std::size_t i = last; i < std::min(sentence.last, last + 2); ++i) {
      if (marks_.has(i, kFirmMark | kProductNounMark) && !tokens()[i].capital) return true;
      if (tokens()[i].kind == TokenKind::kMark) break;
    }
    return first >= sentence.first + 2 && tokens()[first - 1].lower == rules_.of_ &&
           marks_.has(first - 2, kBelongingMark);
  }

  // A list of names is written in capitals for the most part, so that it may look like a headline: it must
  // be a sure one then.
  void introduce_lists(const Sentence& sentence) {
    if (sentence.section == Section::kTitle) return;
    const bool is_headline = sentence.is_headline_style();
    for (const NameList& list : rules_.lists_.find_in_sentence(reading_, marks_, sentence)) {
      if (!is_headline || is_sure(list)) introduce_list(list);
    }
  }

  static bool is_sure(const NameList& list) {
    return list.is_announced ||
           (list.companies >= kEnoughCompanies && list.others == 0 && list.companies >= list.unknown.size());
  }

  void introduce_list(const NameList& list) {
    const bool sure = is_sure(list);
    if (!sure && (list.companies == 0 || list.others > 0 || !list.is_joined)) return;
    for (const auto& [first, last] : list.unknown) {
      if (sure || last > first + 1 || !tokens()[first].all_caps)
        introduce(first, last, sure ? Evidence::kStrong : Evidence::kWeak);
    }
  }

  std::string lower_bytes(std::size_t first, std::size_t last) const {
    std::string lower;
    append_lower_form(reading_.bytes(first, last), lower);
    return lower;
  }

  void introduce(std::size_t first, std::size_t last, Evidence evidence) {
    if (tokens()[last - 1].end - tokens()[first].begin < kShortestBrand) return;
    Introduction& introduction = introduced_[lower_bytes(first, last)];
    ++(evidence == Evidence::kWeak ? introduction.weak : introduction.strong);
    introduction.suffixed = introduction.suffixed || evidence == Evidence::kSuffix;
    const auto first_word = first_words_.insert(lower_bytes(first, first + 1)).first;
    first_bytes_.set(static_cast<unsigned char>(first_word->front()));
    marks_.add(first, last, kCompanyMark | kIntroducedMark);
  }

  // Every stretch of text that reads like an introduced name, in whatever case.
  void find_all_mentions() {
    for (std::size_t s = 0; s < reading_.sentences.size(); ++s) {
      const Sentence& sentence = reading_.sentences[s];
      const bool is_headline = sentence.is_headline_style();
      for (std::size_t i = sentence.first; i < sentence.last; ++i) {
        if (tokens()[i].kind == TokenKind::kWord && !tokens()[i].capital) note_common_word(i);
        if (!marks_.is_name_word(i) || marks_.has(i, kNeverMark)) continue;
        std::size_t last = 0;
        const auto found = longest_introduced(i, sentence.last, last);
        if (found == introduced_.end()) continue;
        Mention mention;
        mention.first = i;
        mention.last = last;
        mention.sentence = s;
        found->second.mentions.push_back(mention);
        // The surname of somebody, or a longer name.
        const bool is_partial = i > sentence.first && tokens()[i].spaced && marks_.is_name_word(i - 1) &&
                                !marks_.has(i - 1, kNeverMark | kFirmMark | kProductNounMark);
        if (is_partial && !is_headline) ++found->second.partial;
        i = last - 1;
      }
    }
  }

  // "Health" is no name where "health" is a word.
  void note_common_word(std::size_t i) {
    const std::string_view word = reading_.bytes(i, i + 1);
    if (!first_bytes_.test(static_cast<unsigned char>(word.front())) || !first_words_.contains(word)) return;
    const auto found = introduced_.find(word);
    if (found != introduced_.end()) found->second.is_common = true;
  }

  bool is_accepted(const Introduction& found) const {
    if (found.is_common && !found.suffixed) return false;
    if (found.mentions.empty() || found.partial * 2 >= found.mentions.size()) return false;
    return found.strong > 0 || (found.mentions.size() >= kEnoughMentions && found.partial == 0);
  }

  // "Fenwick" and "FenWick" are one; the spelling that is used most stands for both.
  std::string usual_spelling(const Introduction& found) const {
    std::map<std::string_view, std::size_t> counts;
    std::string_view best;
    for (const Mention& mention : found.mentions) {
      const std::string_view spelling = reading_.bytes(mention.first, mention.last);
      const std::size_t count = ++counts[spelling];
      if (best.empty() || count > counts[best]) best = spelling;
    }
    return std::string(best);
  }

  void add_mentions() {
    for (auto& [name, found] : introduced_) {
      if (!is_accepted(found) || no_companies_.contains(name)) continue;
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

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  using Introductions = std::map<std::string, Introduction, std::less<>>;  // by name in lower case

  Introductions::iterator longest_introduced(std::size_t first, std::size_t limit, std::size_t& last) {
    auto best = introduced_.end();
    if (!first_words_.contains(lower_bytes(first, first + 1))) return best;
    for (std::size_t end = first + 1; end <= std::min(limit, first + kMaxNameTokens); ++end) {
      const auto found = introduced_.find(lower_bytes(first, end));
      if (found == introduced_.end()) continue;
      best = found;
      last = end;
    }
    return best;
  }

  const FoundCompanies& rules_;
  Reading& reading_;
  NameMarks marks_;
  Introductions introduced_;
  std::unordered_set<std::string, Hash, std::equal_to<>> first_words_;  // of introduced names, in lower case
  std::bitset<256> first_bytes_;                                        // of these words
  std::set<std::string> no_companies_;  // persons and things, by name in lower case
};

void FoundCompanies::find(Reading& reading) const {
  Pass(*this, reading).run();
}

}  // namespace chokepoint
