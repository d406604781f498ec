// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/date_expressions.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "common/base/ascii.h"
#include "indexer/extract/grammar.h"

namespace chokepoint {
namespace {

constexpr std::size_t kTenseWindow = 20;  // tokens before a date in which a modal makes it one to come
constexpr std::size_t kYearWindow = 60;   // tokens back to the year that "that year" means
constexpr std::size_t kCueWindow = 6;     // tokens before a date that say what happens then
constexpr long kSoonDays = 31;            // a date without a year rather lies so near ahead than a year back

constexpr std::array<std::string_view, 7> kWeekdays = {"monday", "tuesday",  "wednesday", "thursday",
                                                       "friday", "saturday", "sunday"};

// The value of the digits that a text begins with, at most four, and how many there are.
struct Digits {
  int value = 0;
  std::size_t count = 0;
};

Digits leading_digits(std::string_view text) {
  Digits digits;
  for (; digits.count < text.size() && is_ascii_digit(text[digits.count]); ++digits.count) {
    if (digits.count == 4) return {};
    digits.value = digits.value * 10 + (text[digits.count] - '0');
  }
  return digits;
}

bool is_year(const Digits& number) {
  return number.count == 4 && number.value >= 1980 && number.value <= 2099;
}

// Most words are none, which their length and first letter tell.
bool may_be_month(std::string_view name) {
  return name.size() >= 3 && name.size() <= 9 &&
         std::string_view("JFMASONDjfmasond").find(name.front()) != std::string_view::npos;
}

// Which year a date without one is of.
enum class YearHint { kNone, kPast, kFuture, kNearest };

struct Month {
  int number = 0;
  std::size_t last = 0;  // past the name and its full stop
};

class Finder {
 public:
  Finder(const Reading& reading, const Sentence& sentence)
      : reading_(reading), first_(sentence.first), last_(sentence.last) {
    if (reading.published && reading.published->is_complete()) published_ = reading.published;
  }

  std::vector<DateExpression> find();

 private:
  struct Found {
    DateExpression expression;
    bool needs_year = false;
  };
  // What stands where a year may follow a day or a month.
  struct YearAfter {
    int year = 0;
    std::size_t last = 0;
  };

  std::optional<Found> read(std::size_t at) const;
  std::optional<Found> read_numeric(std::size_t at) const;
  std::optional<Found> read_ideographic(std::size_t at) const;
  std::optional<Found> read_named(std::size_t at) const;
  std::optional<Found> read_month(std::size_t at) const;
  std::optional<Found> read_weekday(std::size_t at) const;
  std::optional<Found> read_relative(std::size_t at) const;

  Month month_at(std::size_t at) const;
  int weekday_at(std::size_t at) const;  // 0 = Monday, -1 = none
  int day_at(std::size_t at) const;      // 0 = none
  YearAfter year_after(std::size_t at) const;
  int year_before(std::size_t at, std::size_t reach) const;
  bool is_month_of_time(std::size_t at) const;

  bool is(std::size_t at, std::string_view lower) const;
  bool is_any(std::size_t at, std::initializer_list<std::string_view> words) const;
  bool is_mark(std::size_t at, char mark) const { return in(at) && reading_.tokens[at].mark == mark; }
  bool in(std::size_t at) const { return at >= first_ && at < last_; }
  Digits number_at(std::size_t at) const;

  std::size_t skip_back(std::size_t at) const;
  DateCue cue_before(std::size_t at) const;
  YearHint hint_at(std::size_t at) const;
  bool is_to_come(std::size_t at) const;
  bool is_followed_by_modal(std::size_t at) const;
  Date with_year(Date date, YearHint hint) const;
  bool is_joined(std::size_t first, std::size_t last) const;
  void lend_years(std::vector<Found>& found) const;

  const Reading& reading_;
  std::size_t first_, last_;
  std::optional<Date> published_;
};

// The word at a place, whatever its case. A place before the sentence, which wraps round, has none.
bool Finder::is(std::size_t at, std::string_view lower) const {
  if (!in(at)) return false;
  const TextToken& token = reading_.tokens[at];
  if (token.end - token.begin != lower.size()) return false;
  const std::string_view bytes = reading_.bytes(at, at + 1);
  return std::equal(bytes.begin(), bytes.end(), lower.begin(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

bool Finder::is_any(std::size_t at, std::initializer_list<std::string_view> words) const {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(at, word); });
}

Digits Finder::number_at(std::size_t at) const {
  if (!in(at) || reading_.tokens[at].kind == TokenKind::kMark) return {};
  const std::string_view bytes = reading_.bytes(at, at + 1);
  const Digits digits = leading_digits(bytes);
  return digits.count == bytes.size() ? digits : Digits();
}

Month Finder::month_at(std::size_t at) const {
  if (!in(at) || reading_.tokens[at].kind != TokenKind::kWord) return {};
  const std::string_view name = reading_.bytes(at, at + 1);
  if (!may_be_month(name)) return {};
  Month month{month_from_name(name), at + 1};
  if (month.number != 0 && name.size() <= 4 && is_mark(at + 1, '.') && !reading_.tokens[at + 1].spaced)
    ++month.last;
  // In most languages months are written small, in English only by mistake; "may" is no month then.
  if (month.number != 0 && !reading_.tokens[at].capital && year_after(month.last).year == 0) return {};
  return month;
}

int Finder::weekday_at(std::size_t at) const {
  if (!in(at) || !reading_.tokens[at].capital) return -1;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if (is(at, kWeekdays[day])) return static_cast<int>(day);
  }
  return -1;
}

// "6", "6th". Not the 6 of "3.6" or of "6-nation".
int Finder::day_at(std::size_t at) const {
  if (!in(at) || reading_.tokens[at].kind == TokenKind::kMark) return 0;
  const std::string_view bytes = reading_.bytes(at, at + 1);
  const Digits digits = leading_digits(bytes);
  if (digits.count == 0 || digits.count > 2 || digits.value < 1 || digits.value > 31) return 0;
  const std::string_view ending = bytes.substr(digits.count);
  if (!ending.empty() && ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return 0;
  const bool glued_before = at > first_ + 1 && !reading_.tokens[at].spaced &&
                            (is_mark(at - 1, '.') || is_mark(at - 1, ',')) && number_at(at - 2).count > 0;
  const bool glued_after = in(at + 2) && !reading_.tokens[at + 1].spaced && !reading_.tokens[at + 2].spaced &&
                           (is_mark(at + 1, '.') || is_mark(at + 1, ',') || is_mark(at + 1, ':')) &&
                           number_at(at + 2).count > 0;
  return glued_before || glued_after || is_mark(at + 1, '%') ? 0 : digits.value;
}

// "2024", ", 2024", "of 2024", "last year", "of the same year".
Finder::YearAfter Finder::year_after(std::size_t at) const {
  std::size_t next = at;
  if (is_mark(next, ',') || is_any(next, {"of", "in", "de"})) ++next;
  if (const Digits number = number_at(next); is_year(number)) return {number.value, next + 1};
  if (is(next, "the")) ++next;
  if (!is(next + 1, "year")) return {0, at};
  if (is_any(next, {"that", "same"})) {
    const int year = year_before(at, kYearWindow);
    return {year, year != 0 ? next + 2 : at};
  }
  if (!published_) return {0, at};
  if (is(next, "last")) return {published_->year - 1, next + 2};
  if (is(next, "this")) return {published_->year, next + 2};
  if (is(next, "next")) return {published_->year + 1, next + 2};
  return {0, at};
}

// The year that was named last, in this sentence or shortly before it.
int Finder::year_before(std::size_t at, std::size_t reach) const {
  for (std::size_t back = 1; back <= std::min(at, reach); ++back) {
    const TextToken& token = reading_.tokens[at - back];
    if (token.kind != TokenKind::kNumber || token.end - token.begin != 4) continue;
    const Digits number = leading_digits(reading_.bytes(at - back, at - back + 1));
    if (is_year(number)) return number.value;
  }
  return 0;
}

// "6 Nov. 2024" from its day, "November 6, 2024" from its month. 2024-11-06 and the like from any digits.
std::optional<Finder::Found> Finder::read(std::size_t at) const {
  const TextToken& token = reading_.tokens[at];
  if (token.kind == TokenKind::kMark) return std::nullopt;
  if (is_ascii_digit(reading_.text[token.begin])) {
    if (auto found = read_numeric(at)) return found;
    if (auto found = read_ideographic(at)) return found;
    return read_named(at);
  }
  if (auto found = read_month(at)) return found;
  if (auto found = read_weekday(at)) return found;
  return read_relative(at);
}

std::optional<Finder::Found> Finder::read_numeric(std::size_t at) const {
  if (!in(at + 4)) return std::nullopt;
  const char mark = reading_.tokens[at + 1].mark;
  if ((mark != '-' && mark != '/' && mark != '.') || !is_mark(at + 3, mark)) return std::nullopt;
  for (std::size_t i = at + 1; i < at + 5; ++i) {
    if (reading_.tokens[i].spaced) return std::nullopt;
  }
  const Digits a = number_at(at), b = number_at(at + 2), c = number_at(at + 4);
  Date date;
  if (is_year(a) && b.count == 2 && c.count == 2) {
    date = {a.value, b.value, c.value};
  } else if (is_year(c) && a.count > 0 && a.count < 3 && b.count > 0 && b.count < 3) {
    const bool day_first = mark == '.' || a.value > 12 || a.value == b.value;
    if (!day_first && b.value <= 12) return std::nullopt;  // of two months, nobody knows which
    date = day_first ? Date{c.value, b.value, a.value} : Date{c.value, a.value, b.value};
  }
  if (date.day == 0 || !is_valid(date)) return std::nullopt;
  return Found{{at, at + 5, date, DateCue::kNone}, false};
}

// "2024年11月6日"; the year or the day may be missing.
std::optional<Finder::Found> Finder::read_ideographic(std::size_t at) const {
  Date date;
  std::size_t next = at;
  if (is_year(number_at(next)) && is_any(next + 1, {"年", "년"})) {
    date.year = number_at(next).value;
    next += 2;
  }
  if (!is_any(next + 1, {"月", "월"})) return std::nullopt;
  date.month = number_at(next).value;
  next += 2;
  if (is_any(next + 1, {"日", "일"})) {
    date.day = day_at(next);
    next += 2;
  }
  if (date.month < 1 || date.month > 12 || (date.year == 0 && date.day == 0)) return std::nullopt;
  return Found{{at, next, date, DateCue::kNone}, date.year == 0};
}

// "6 November 2024", "the 6th of November"; of "6-8 November" or "6 to 8 November" the first day.
std::optional<Finder::Found> Finder::read_named(std::size_t at) const {
  Date date;
  date.day = day_at(at);
  if (date.day == 0) return std::nullopt;
  std::size_t next = at + 1;
  if (is_mark(next, '-') || is_any(next, {"to", "and", "or", "until"})) {
    if (day_at(next + 1) <= date.day) return std::nullopt;
    next += 2;
  }
  const bool is_ordinal = number_at(at).count == 0;
  if ((is_ordinal && is(next, "of")) || is(next, "de") || is_mark(next, '.')) ++next;
  const Month month = month_at(next);
  if (month.number == 0) return std::nullopt;
  date.month = month.number;
  const YearAfter year = year_after(month.last);
  date.year = year.year;
  return Found{{at, year.last, date, DateCue::kNone}, year.year == 0};
}

// A month alone is one only where time is spoken of: "May" may be a verb, "March" a walk, "August" a person.
bool Finder::is_month_of_time(std::size_t at) const {
  std::size_t before = at - 1;
  if (is_mark(before, '-') && at > first_ + 1) --before;
  return at > first_ &&
         is_any(before,
                {"in",        "since", "by",   "from", "until",   "till",  "of",     "last",    "next",
                 "this",      "early", "late", "mid",  "before",  "after", "during", "through", "starting",
                 "beginning", "end",   "and",  "or",   "between", "to",    "for",    "as"});
}

std::optional<Finder::Found> Finder::read_month(std::size_t at) const {
  const Month month = month_at(at);
  if (month.number == 0) return std::nullopt;
  Date date;
  date.month = month.number;
  std::size_t next = month.last;
  // "In May 12 firms closed" has no day, "in May 12, 2024" has.
  if (const int day = day_at(next); day != 0 && (!is(at - 1, "in") || year_after(next + 1).year != 0)) {
    date.day = day;
    ++next;
    if (is_mark(next, '-') && day_at(next + 1) > day) next += 2;
  }
  const YearAfter year = year_after(next);
  if (date.day == 0 && year.year == 0 && !is_month_of_time(at)) return std::nullopt;
  date.year = year.year;
  Found found{{at, year.last, date, DateCue::kNone}, year.year == 0};
  if (date.day == 0 && is(at - 1, "of") && is(at - 2, "end")) {
    // "by the end of March" is its last day, "at the end of March" some day of it.
    found.expression.first = at - 2;
    if (cue_before(at - 2) == DateCue::kDeadline) found.expression.date.day = -1;
  }
  return found;
}

// "on Tuesday", "last Friday", "from Sunday". Of "Sunday, 21 May" the day of the month says more.
std::optional<Finder::Found> Finder::read_weekday(std::size_t at) const {
  const int weekday = weekday_at(at);
  if (weekday < 0 || !published_) return std::nullopt;
  if (is(at + 1, "'s") && !is(at - 1, "on")) return std::nullopt;
  const std::size_t next = is_mark(at + 1, ',') ? at + 2 : at + 1;
  if (is(next, "the") && read_named(next + 1)) return std::nullopt;
  if (in(next) && (read_named(next) || (month_at(next).number != 0 && read_month(next)))) return std::nullopt;
  const long today = to_days(*published_);
  const long weekday_today = (today % 7 + 10) % 7;  // 1970-01-01 was a Thursday
  const long back = (weekday_today - weekday + 7) % 7;
  const bool of_last_week = is(at + 1, "last") || (is(at + 1, "of") && is(at + 2, "last"));
  const DateCue cue = cue_before(at);
  const bool of_this_week = is(at + 1, "this") && is(at + 2, "week");
  long days = -back;
  if (is(at - 1, "last")) {
    days = back == 0 ? -7 : -back;
  } else if (of_last_week) {
    days = -back - (back <= weekday_today ? 7 : 0);
  } else if (of_this_week) {
    days = weekday - weekday_today;
  } else if (is_any(at - 1, {"next", "coming", "this"}) || cue == DateCue::kDeadline ||
             cue == DateCue::kEffective || is_to_come(at)) {
    days = back == 0 ? 0 : 7 - back;
    if (back == 0 && is(at - 1, "next")) days = 7;
  }
  return Found{{at, at + 1, add_days(*published_, days), DateCue::kNone}, false};
}

std::optional<Finder::Found> Finder::read_relative(std::size_t at) const {
  if (!published_) return std::nullopt;
  const auto day = [&](std::size_t words, long offset) {
    return Found{{at, at + words, add_days(*published_, offset), DateCue::kNone}, false};
  };
  if (is(at, "today") && !is(at + 1, "'s")) return day(1, 0);
  if (is(at, "tonight")) return day(1, 0);
  if (is(at, "yesterday") && !is(at + 1, "'s")) return day(1, -1);
  if (is(at, "tomorrow")) return day(1, 1);
  if (is(at, "this") && is_any(at + 1, {"morning", "afternoon", "evening"})) return day(2, 0);
  if (is(at, "last") && is(at + 1, "night")) return day(2, -1);
  const bool is_end = is(at - 1, "of") && is(at - 2, "end");
  if (!is(at + 1, "month") || !(is_any(at, {"this", "last", "next"}) || (is_end && is(at, "the"))))
    return std::nullopt;
  const Date month{published_->year, published_->month, 0};
  if (is(at, "last")) {
    const Date before = add_days(first_day(month), -1);
    return Found{{at, at + 2, {before.year, before.month, 0}, DateCue::kNone}, false};
  }
  if (is(at, "next")) {
    const Date after = add_days(last_day(month), 1);
    return Found{{at, at + 2, {after.year, after.month, 0}, DateCue::kNone}, false};
  }
  Found found{{at, at + 2, month, DateCue::kNone}, false};
  if (is_end && cue_before(at - 2) == DateCue::kDeadline) found.expression.date = last_day(month);
  return found;
}

// Back over what may stand between a date and the word that governs it: "by [the end of] March".
std::size_t Finder::skip_back(std::size_t at) const {
  std::size_t steps = 0;
  while (at > first_ && steps < kCueWindow) {
    const std::size_t before = at - 1;
    const bool is_filler = is_any(before, {"the", "on", "at", "end", "early", "late", "mid", "start",
                                           "middle", "last", "next", "this", "midnight", "noon"}) ||
                           (is(before, "beginning") && is(at, "of")) ||
                           (is(before, "of") && !is(before - 1, "as")) || is_mark(before, '-') ||
                           is_mark(before, ',') || weekday_at(before) >= 0;
    if (!is_filler) break;
    at = before;
    ++steps;
  }
  return at;
}

DateCue Finder::cue_before(std::size_t at) const {
  if (is_any(at - 1, {"beginning", "starting", "commencing"})) return DateCue::kEffective;
  at = skip_back(at);
  if (at == first_) return DateCue::kNone;
  const std::size_t word = at - 1;
  if (is_any(word, {"from", "effective", "starting", "beginning", "commencing", "effect", "force"}))
    return DateCue::kEffective;
  if (is(word, "since")) return DateCue::kSince;
  if (is(word, "of") && is(word - 1, "as")) return DateCue::kEffective;
  if (is_any(word, {"by", "until", "till", "before", "deadline", "to"})) return DateCue::kDeadline;
  if (is(word, "than") && is(word - 1, "later")) return DateCue::kDeadline;
  if (is_any(word, {"after", "following"})) return DateCue::kOther;
  if (is_any(is(word, "in") ? word - 1 : word,
             {"founded", "born", "established", "created", "built", "bought"}))
    return DateCue::kOther;
  return DateCue::kNone;
}

// A modal before the date, in the same clause and with nobody saying something between them.
bool Finder::is_to_come(std::size_t at) const {
  const std::size_t governor = skip_back(at) - 1;  // "after", of the date, begins no clause
  for (std::size_t back = 1; back <= std::min(at - first_, kTenseWindow); ++back) {
    const std::size_t word = at - back;
    if (Grammar::begins(reading_, word, WordKind::kModal) && month_at(word).number == 0) return true;
    if (is_any(word, {"due", "scheduled", "expected", "expires", "takes", "comes", "enters", "applies"}))
      return true;
    if (Grammar::begins(reading_, word, WordKind::kSpeech) || is_mark(word, ';') || is_mark(word, ','))
      return false;
    if (word < governor && (reading_.begins[word] & kClauseKinds) != 0) return false;
  }
  return false;
}

// "From 1 March, minors will need".
bool Finder::is_followed_by_modal(std::size_t at) const {
  for (std::size_t word = at; word < std::min(last_, at + kTenseWindow); ++word) {
    if (Grammar::begins(reading_, word, WordKind::kModal) && month_at(word).number == 0) return true;
  }
  return false;
}

YearHint Finder::hint_at(std::size_t at) const {
  if (is(at - 1, "last")) return YearHint::kPast;
  if (is_any(at - 1, {"next", "coming"})) return YearHint::kFuture;
  if (is_to_come(at)) return YearHint::kFuture;
  switch (cue_before(at)) {
    case DateCue::kDeadline:
      return YearHint::kFuture;
    case DateCue::kEffective:
      return is_followed_by_modal(at) ? YearHint::kFuture : YearHint::kNearest;
    case DateCue::kSince:
      return YearHint::kPast;
    case DateCue::kOther:
    case DateCue::kNone:
      break;
  }
  return YearHint::kNone;
}

// The last such date up to publication, or the first one after it. News looks back: without a hint it is
// the latter only if that is near and the former would be all but a year ago.
Date Finder::with_year(Date date, YearHint hint) const {
  const auto in_year = [&](int year) {
    Date dated = date;
    dated.year = year;
    if (date.day < 0) dated.day = days_in_month(year, date.month);
    return dated;
  };
  const long today = to_days(*published_);
  const bool passed = to_days(first_day(in_year(published_->year))) <= today;
  const Date back = in_year(passed ? published_->year : published_->year - 1);
  const bool is_current = to_days(last_day(back)) >= today;
  const Date ahead = is_current ? back : in_year(passed ? published_->year + 1 : published_->year);
  if (hint == YearHint::kFuture) return ahead;
  const long to_wait = to_days(first_day(ahead)) - today;
  if (hint == YearHint::kNearest && to_wait < today - to_days(first_day(back))) return ahead;
  if (hint == YearHint::kNone && date.day != 0 && to_wait <= kSoonDays) return ahead;
  return back;
}

// Nothing but words that join dates stands there.
bool Finder::is_joined(std::size_t first, std::size_t last) const {
  for (std::size_t at = first; at < last; ++at) {
    if (!is_mark(at, ',') && !is_mark(at, '-') &&
        !is_any(at, {"and", "or", "to", "until", "in", "on", "the"}))
      return false;
  }
  return true;
}

// "on 3 March and 5 May 2021", "in March and in May 2021": the year stands once, at the end.
void Finder::lend_years(std::vector<Found>& found) const {
  for (std::size_t i = found.size(); i-- > 1;) {
    DateExpression& earlier = found[i - 1].expression;
    const DateExpression& later = found[i].expression;
    if (!found[i - 1].needs_year || found[i].needs_year || earlier.date.month > later.date.month) continue;
    if (!is_joined(earlier.last, later.first)) continue;
    earlier.date.year = later.date.year;
    if (earlier.date.day < 0) earlier.date.day = days_in_month(earlier.date.year, earlier.date.month);
    found[i - 1].needs_year = false;
  }
}

std::vector<DateExpression> Finder::find() {
  std::vector<Found> found;
  for (std::size_t at = first_; at < last_;) {
    if (auto one = read(at)) {
      at = one->expression.last;
      found.push_back(*one);
    } else {
      ++at;
    }
  }
  lend_years(found);
  std::vector<DateExpression> dates;
  for (Found& one : found) {
    DateExpression& expression = one.expression;
    expression.cue = cue_before(expression.first);
    if (one.needs_year && published_) {
      expression.date = with_year(expression.date, hint_at(expression.first));
    } else if (one.needs_year) {
      expression.date.year = year_before(expression.first, expression.first - first_);
      if (expression.date.year == 0) continue;
      if (expression.date.day < 0)
        expression.date.day = days_in_month(expression.date.year, expression.date.month);
    } else if (expression.date.day < 0) {
      expression.date.day = days_in_month(expression.date.year, expression.date.month);
    }
    if (is_valid(expression.date)) dates.push_back(expression);
  }
  return dates;
}

}  // namespace

std::vector<DateExpression> find_date_expressions(const Reading& reading, const Sentence& sentence) {
  return Finder(reading, sentence).find();
}

}  // namespace chokepoint
