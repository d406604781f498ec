// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/denial.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "indexer/extract/grammar.h"

namespace chokepoint {
namespace {

constexpr std::size_t kPendingWords = 5;   // "no such nationwide sales ban"
constexpr std::size_t kDefiniteReach = 4;  // "the long-awaited nationwide ban"

// In the order of DenialWord.
constexpr std::array<std::string_view, static_cast<std::size_t>(DenialWord::kCount)> kClasses{
    "denial-not",      "denial-idiom",  "denial-choice",  "denial-carrier", "denial-idle",
    "denial-refuse",   "denial-stop",   "denial-no",      "denial-what",    "denial-who",
    "denial-nobody",   "denial-permit", "denial-instead", "denial-gerund",  "denial-that",
    "denial-fear",     "denial-finite", "denial-end",     "denial-known",   "denial-definite",
    "denial-predicate"};

// What ends a denial wherever it stands. A hyphen inside a word is none.
bool parts_clauses(const TextToken& token) {
  if (token.kind != TokenKind::kMark) return false;
  if (token.mark == '-') return token.spaced;
  return token.mark == ';' || token.mark == ':' || token.mark == '(' || token.mark == ')' ||
         token.mark == '?' || token.mark == '!' || token.mark == '"';
}

bool is_denied(const Denied& denied, const MeasureMatch& match) {
  const std::uint8_t head = denied.tokens[match.first];
  if ((head & Denied::kSubject) != 0) return true;
  if ((head & Denied::kScope) == 0) return false;
  if ((head & Denied::kEnding) != 0) return match.flaw != "anaphor";
  for (std::size_t i = match.first; i < match.last; ++i) {
    if ((denied.tokens[i] & Denied::kKnown) != 0) return false;
  }
  return true;
}

}  // namespace

// One walk through a sentence. At most one denial is open at a time: within one denial another changes
// little.
class Denial::Walk {
 public:
  Walk(const Denial& denial, const Reading& reading, const Marks& marks, Denied& denied)
      : denial_(denial), reading_(reading), marks_(marks), denied_(denied) {}

  void run(const Sentence& sentence) {
    first_ = clause_ = definite_end_ = sentence.first;
    last_ = sentence.last;
    close();
    ++number_;
    for (std::size_t i = first_; i < last_; ++i) {
      const bool is_closed = pass(i);
      denied_.clauses[i] = number_;
      if ((scope_ == Scope::kVerb || scope_ == Scope::kSubject) && !is_paused_)
        denied_.tokens[i] |= Denied::kScope;
      mark_known(i);
      if (begins(i, DenialWord::kPredicate) && !is_idiom(i)) mark_subject(i);
      if (!is_closed) open(i);
    }
  }

 private:
  enum class Scope : std::uint8_t {
    kNone,
    kNo,       // after "no", before it is known of what
    kVerb,     // what follows is denied as far as the next finite verb
    kSubject,  // what follows has a finite verb of its own, which is denied
    kFear      // denied from the next modal on
  };

  bool begins(std::size_t token, DenialWord word) const {
    return token < last_ && (marks_.begins[token] & bit(word)) != 0;
  }
  bool ends(std::size_t token, DenialWord word) const {
    return (marks_.ends[token] & bit(word)) != 0 && !is_idiom(token);
  }
  bool is_idiom(std::size_t token) const { return (marks_.inside[token] & bit(DenialWord::kIdiom)) != 0; }
  bool is_kind(std::size_t token, WordKind kind) const {
    return token < last_ && Grammar::begins(reading_, token, kind);
  }
  bool is_mention(std::size_t token) const { return token < last_ && (marks_.inside[token] & kMention) != 0; }

  void close() {
    scope_ = Scope::kNone;
    is_paused_ = false;
  }

  // The words that open a denial are part of it: "stopped" in "stopped short of".
  void start_at(Scope scope, DenialWord word, std::size_t token) {
    for (std::size_t i = token + 1; i > first_ && (marks_.inside[i - 1] & bit(word)) != 0; --i)
      denied_.tokens[i - 1] |= Denied::kScope;
    start(scope, token);
  }

  void start(Scope scope, std::size_t token) {
    scope_ = scope;
    begin_ = token + 1;
    verbs_left_ = scope == Scope::kSubject ? 1 : 0;
    is_fresh_ = false;
    is_paused_ = false;
  }

  // It forbids after all.
  void take_back(std::size_t token) {
    for (std::size_t i = begin_; i < token; ++i)
      denied_.tokens[i] &= static_cast<std::uint8_t>(~Denied::kScope);
    close();
  }

  // "the nationwide ban": a noun of a measure, in a noun phrase that is definite.
  void mark_known(std::size_t token) {
    if (begins(token, DenialWord::kDefinite)) {
      definite_end_ = token + 1 + kDefiniteReach;
    } else if (is_kind(token, WordKind::kPreposition) || begins(token, DenialWord::kFinite)) {
      definite_end_ = token;
    } else if (token < definite_end_ && begins(token, DenialWord::kKnown)) {
      denied_.tokens[token] |= Denied::kKnown;
    }
  }

  void mark_subject(std::size_t predicate) {
    for (std::size_t i = clause_; i < predicate; ++i) denied_.tokens[i] |= Denied::kSubject;
    clause_ = predicate;
  }

  bool is_boundary(std::size_t token) const {
    if (parts_clauses(reading_.tokens[token]) || begins(token, DenialWord::kEnd)) return true;
    const WordKinds kinds = reading_.begins[token] & ~bit_of(WordKind::kSpeech);
    if ((kinds & kClauseKinds) == 0 || is_date(token + 1)) return false;
    // "as" before a noun is a preposition: "listed as a threat".
    return (kinds & bit_of(WordKind::kPreposition)) == 0 ||
           (!is_kind(token + 1, WordKind::kDeterminer) && !is_mention(token + 1));
  }
  // "until 9 May", "until May 9"
  bool is_date(std::size_t token) const {
    const auto is_number = [this](std::size_t i) {
      return i < last_ && reading_.tokens[i].kind == TokenKind::kNumber;
    };
    return is_number(token) || (token < last_ && reading_.tokens[token].capital && is_number(token + 1));
  }
  static constexpr WordKinds bit_of(WordKind kind) { return chokepoint::bit(kind); }

  // Takes one token into account; true if it ended a denial that it cannot begin anew.
  bool pass(std::size_t token) {
    const TextToken& word = reading_.tokens[token];
    const bool is_first = token == begin_;
    if (scope_ != Scope::kNone && word.mark == ',' && word.kind == TokenKind::kMark) {
      pass_comma(token);
      return false;
    }
    if (is_paused_) {
      if (is_kind(token, WordKind::kSpeech)) close();
      return false;
    }
    if (is_boundary(token) && !(scope_ != Scope::kNone && is_first)) {
      clause_ = token + 1;
      ++number_;
      close();
      return false;
    }
    switch (scope_) {
      case Scope::kNone:
        return false;
      case Scope::kNo:
        pass_no(token);
        return false;
      case Scope::kFear:
        if (is_kind(token, WordKind::kModal)) start(Scope::kVerb, token);
        return false;
      case Scope::kSubject:
        if (begins(token, DenialWord::kPermit)) {
          take_back(token);
          return true;
        }
        break;
      case Scope::kVerb:
        if (!is_fresh_) break;
        if (begins(token, DenialWord::kRefuse)) {
          close();
          return true;
        }
        if (begins(token, DenialWord::kIdle)) {
          denied_.tokens[token] |= Denied::kScope | Denied::kEnding;
          close();
          return true;
        }
        if (begins(token, DenialWord::kStop)) denied_.tokens[begin_ - 1] |= Denied::kScope;
        is_fresh_ = begins(token, DenialWord::kCarrier) || reading_.bytes(token, token + 1).ends_with("ly");
        return false;
    }
    if (is_finite(token)) {
      if (verbs_left_ == 0) {
        close();
      } else {
        --verbs_left_;
      }
    }
    return false;
  }

  bool is_finite(std::size_t token) const {
    return begins(token, DenialWord::kFinite) && token > begin_ && !begins(token - 1, DenialWord::kFinite) &&
           reading_.tokens[token - 1].lower != denial_.to_;
  }

  // "no court", "no such ban", "no plans to": what there is none of must come before the noun phrase ends.
  void pass_no(std::size_t token) {
    if (begins(token, DenialWord::kWhat) || (is_of_subject_ && begins(token, DenialWord::kWho))) {
      scope_ = Scope::kSubject;
      verbs_left_ = 1;
      for (std::size_t i = begin_; i < token; ++i) denied_.tokens[i] |= Denied::kScope;
    } else if (is_kind(token, WordKind::kPreposition) || begins(token, DenialWord::kFinite) ||
               token >= begin_ + kPendingWords) {
      close();
    }
  }

  // A comma before an apposition interrupts, one in a list does nothing, any other ends the denial.
  void pass_comma(std::size_t comma) {
    if (is_paused_) {
      is_paused_ = false;
      if (verbs_left_ == 0 && !is_kind(comma + 1, WordKind::kPreposition)) close();
      return;
    }
    if (is_fresh_ || is_mention(comma + 1)) return;
    const bool goes_on = comma + 1 < last_ && (reading_.tokens[comma + 1].lower == denial_.nor_ ||
                                               reading_.tokens[comma + 1].lower == denial_.or_);
    if (goes_on) return;
    if (is_kind(comma + 1, WordKind::kDeterminer) || is_kind(comma + 1, WordKind::kRelative) ||
        is_kind(comma + 2, WordKind::kPreposition)) {
      is_paused_ = true;
    } else {
      close();
    }
  }

  void open(std::size_t token) {
    const bool is_free = scope_ == Scope::kNone || is_paused_;
    if (ends(token, DenialWord::kThat)) return start_at(Scope::kSubject, DenialWord::kThat, token);
    if (!is_free) return;
    if (ends(token, DenialWord::kFear)) return start(Scope::kFear, token);
    if (ends(token, DenialWord::kInstead)) return start_at(Scope::kVerb, DenialWord::kInstead, token);
    if (ends(token, DenialWord::kNobody)) {
      // "Neither has", or "has neither".
      const bool is_fresh = token > first_ && begins(token - 1, DenialWord::kFinite);
      start(is_fresh ? Scope::kVerb : Scope::kSubject, token);
      is_fresh_ = is_fresh;
      return;
    }
    if (ends(token, DenialWord::kGerund) && is_gerund(token + 1))
      return start_at(Scope::kVerb, DenialWord::kGerund, token);
    if (ends(token, DenialWord::kNot) && !forbids(token)) {
      start(Scope::kVerb, token);
      is_fresh_ = true;
    } else if (ends(token, DenialWord::kNo)) {
      start(Scope::kNo, token);
      is_of_subject_ = token == clause_ || token == first_ || is_boundary(token - 1) ||
                       reading_.tokens[token - 1].kind == TokenKind::kMark;
    } else if (is_inverted_had(token)) {
      start(Scope::kVerb, token);
    }
  }

  bool is_gerund(std::size_t token) const {
    return token < last_ && reading_.bytes(token, token + 1).ends_with("ing");
  }

  // "told them not to sell"
  bool forbids(std::size_t negation) const {
    if (negation + 1 >= last_ || reading_.tokens[negation + 1].lower != denial_.to_) return false;
    return negation == first_ || !ends(negation - 1, DenialWord::kChoice);
  }

  // "Had Zembla banned it, ..."
  bool is_inverted_had(std::size_t token) const {
    if (reading_.tokens[token].lower != denial_.had_ || !reading_.tokens[token].capital) return false;
    return token == first_ || reading_.tokens[token - 1].mark == '"';
  }

  const Denial& denial_;
  const Reading& reading_;
  const Marks& marks_;
  Denied& denied_;
  std::size_t first_ = 0, last_ = 0;  // of the sentence
  std::size_t clause_ = 0;            // where the clause began
  std::uint32_t number_ = 0;          // of the clause
  std::size_t definite_end_ = 0;      // where a definite noun phrase ends at the latest
  Scope scope_ = Scope::kNone;
  std::size_t begin_ = 0;       // of the denial
  std::size_t verbs_left_ = 0;  // finite verbs that belong to it
  bool is_fresh_ = false;       // the denied verb has not come yet
  bool is_paused_ = false;      // inside an apposition
  bool is_of_subject_ = false;  // "no" begins its clause
};

Denial::Denial(PhraseSets& sets, Words& words)
    : to_(words.add("to")), had_(words.add("had")), nor_(words.add("nor")), or_(words.add("or")) {
  for (std::size_t kind = 0; kind < kClasses.size(); ++kind) sets_[kind] = sets.of_class(kClasses[kind]);
}

Denial::Marks Denial::mark(const Reading& reading) const {
  Marks marks;
  const std::size_t count = reading.tokens.size();
  marks.begins.assign(count, 0);
  marks.ends.assign(count, 0);
  marks.inside.assign(count, 0);
  for (const SetId set : {kCompanySet, kStateSet}) {
    for (const Hit& hit : reading.hits.of(set)) marks.inside[hit.first] |= kMention;
  }
  for (std::size_t kind = 0; kind < sets_.size(); ++kind) {
    const Kinds mark = Kinds{1} << kind;
    for (const Hit& hit : reading.hits.of(sets_[kind])) {
      marks.begins[hit.first] |= mark;
      marks.ends[hit.last - 1] |= mark;
      for (std::size_t i = hit.first; i < hit.last; ++i) marks.inside[i] |= mark;
    }
  }
  return marks;
}

Denied Denial::find(const Reading& reading, const std::vector<MeasureMatch>& matches) const {
  const Marks marks = mark(reading);
  Denied denied;
  denied.tokens.assign(reading.tokens.size(), 0);
  denied.clauses.assign(reading.tokens.size(), 0);
  Walk walk(*this, reading, marks, denied);
  std::size_t walked = 0;  // sentences, or passed over
  for (const MeasureMatch& match : matches) {
    walked = std::max(walked, match.sentence);
    // A head may end in the next sentence.
    while (walked < reading.sentences.size() && reading.sentences[walked].first < match.last)
      walk.run(reading.sentences[walked++]);
  }
  return denied;
}

void Denial::drop_denied(const Reading& reading, std::vector<MeasureMatch>& matches) const {
  if (matches.empty()) return;
  const Denied denied = find(reading, matches);
  std::map<std::pair<std::uint32_t, std::string_view>, std::size_t>
      denied_leaves;  // the last head in the clause
  for (const MeasureMatch& match : matches) {
    if (!is_denied(denied, match)) continue;
    std::size_t& last = denied_leaves[{denied.clauses[match.first], match.cue->leaf}];
    last = std::max(last, match.first);
  }
  std::erase_if(matches, [&](const MeasureMatch& match) {
    if (is_denied(denied, match)) return true;
    const auto found = denied_leaves.find({denied.clauses[match.first], match.cue->leaf});
    return found != denied_leaves.end() && match.first < found->second;
  });
}

}  // namespace chokepoint
