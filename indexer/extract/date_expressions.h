// SPDX-License-Identifier: GPL-2.0-or-later
// The dates that English text names, as calendar dates: "November 6, 2024", "the 6th of November", "6/11/24",
// "on Tuesday", "yesterday", "earlier this month", "last July", "by the end of March".
//
// What a date without a year or a day means depends on when it was written. If that is not known, only a
// date that says its year is found, or that leans on a year named before it in the sentence or beside it:
// "on 3 March and 5 May 2021".
//
// A year or a season alone, "last week", spans of time and ages are no dates, nor is 06/11/2024, which may be
// of November or of June.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/base/date.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// What the words before a date say that happens then.
enum class DateCue : std::uint8_t {
  kNone,
  kEffective,  // from, effective, as of
  kSince,      // since: it holds from then, or from the time of something else
  kDeadline,   // by, until, before
  kOther,      // after, founded in: what happens then is something else
};

struct DateExpression {
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
  Date date;  // to the day or the month
  DateCue cue = DateCue::kNone;
};

// Those of one sentence, in the order of the text. Of a range it is the first day, of "by the end of March"
// the last. The day of publication counts only if complete. Linear in the tokens; they must be marked by
// Grammar.
std::vector<DateExpression> find_date_expressions(const Reading& reading, const Sentence& sentence);

}  // namespace chokepoint
