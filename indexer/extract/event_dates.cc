// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/event_dates.h"

#include <algorithm>

#include "indexer/extract/grammar.h"

namespace chokepoint {
namespace {

// Chosen on the annotated articles: what a date gains or loses by where it stands. A date from which
// outweighs two breaks between clauses, a deadline one; of dates alike in this the nearer one is taken.
constexpr double kEffective = 6;
constexpr double kSince = 1;
constexpr double kDeadline = 3;
constexpr double kClauseBreak = -3;
constexpr double kRelativeClause = -5;
constexpr double kAToken = -0.1;

constexpr std::size_t kDatelineTokens = 8;  // before its date
constexpr std::size_t kReportReach = 4;     // tokens from "reported" to its day

// "after 7 October" is when something else happened; still to come, it is a date from which: "barred after".
DateCue cue_of(const DateExpression& date, const std::optional<Date>& published) {
  if (date.cue != DateCue::kOther || !published) return date.cue;
  return first_day(date.date) > first_day(*published) ? DateCue::kEffective : DateCue::kOther;
}

double value_of(DateCue cue) {
  switch (cue) {
    case DateCue::kEffective:
      return kEffective;
    case DateCue::kSince:
      return kSince;
    case DateCue::kDeadline:
      return kDeadline;
    case DateCue::kOther:
    case DateCue::kNone:
      break;
  }
  return 0;
}

bool parts_clauses(const Reading& reading, std::size_t at) {
  const TextToken& token = reading.tokens[at];
  if (token.mark == ',' && at + 1 < reading.tokens.size()) {
    const std::string_view next = reading.bytes(at + 1, at + 2);
    return next == "and" || next == "but";
  }
  return token.mark == ';' || token.mark == ':' || token.mark == '(' || token.mark == ')';
}

// What the words between head and date take from it.
double value_of_way(const Reading& reading, std::size_t first, std::size_t last) {
  double value = 0;
  for (std::size_t i = first; i < last; ++i) {
    const WordKinds kinds = reading.begins[i];
    if ((kinds & bit(WordKind::kRelative)) != 0) {
      value += kRelativeClause;
    } else if ((kinds & kClauseKinds) != 0 || parts_clauses(reading, i)) {
      value += kClauseBreak;
    }
  }
  return value;
}

double value_of(const Reading& reading, const MeasureMatch& match, const DateExpression& date, DateCue cue) {
  const bool before = date.last <= match.first;
  const std::size_t first = before ? date.last : std::min(match.last, date.first);
  const std::size_t last = before ? match.first : date.first;
  return value_of(cue) + value_of_way(reading, first, last) +
         kAToken * static_cast<double>(distance(match.first, match.last, date.first, date.last));
}

// "STRELSAU, 3 May 2024 - ": when the article was sent, which it says only in passing.
bool is_in_dateline(const Reading& reading, const Sentence& sentence, const DateExpression& date) {
  if (date.first - sentence.first > kDatelineTokens) return false;
  for (std::size_t i = sentence.first; i < date.first; ++i) {
    if (reading.tokens[i].kind == TokenKind::kWord && !reading.tokens[i].capital) return false;
  }
  std::size_t after = date.last;
  while (after < sentence.last && (reading.tokens[after].mark == ')' || reading.tokens[after].mark == '.'))
    ++after;
  return after < sentence.last && reading.tokens[after].mark == '-' && reading.tokens[after].spaced;
}

// "..., the Gazette reported on Monday": the day of the report, of which the measure knows nothing.
bool is_of_report(const Reading& reading, const Sentence& sentence, const DateExpression& date) {
  const std::size_t begin = std::max(sentence.first, date.first - std::min(date.first, kReportReach));
  for (std::size_t i = begin; i < date.first; ++i) {
    const std::string_view word = reading.bytes(i, i + 1);
    if (word == "reported" || word == "reports") return true;
  }
  return false;
}

}  // namespace

std::string date_of_telling(const Reading& reading, const MeasureMatch& match,
                            const std::vector<DateExpression>& dates) {
  const Sentence& sentence = reading.sentences[match.sentence];
  const DateExpression* best = nullptr;
  double best_value = 0;
  for (const DateExpression& date : dates) {
    const DateCue cue = cue_of(date, reading.published);
    if (cue == DateCue::kOther || is_in_dateline(reading, sentence, date) ||
        is_of_report(reading, sentence, date))
      continue;
    const double value = value_of(reading, match, date, cue);
    if (best != nullptr && value <= best_value) continue;
    best = &date;
    best_value = value;
  }
  return best != nullptr ? to_iso(best->date) : std::string();
}

}  // namespace chokepoint
