// SPDX-License-Identifier: GPL-2.0-or-later
// When a measure takes effect, as the sentence that tells of it says: "barred from 1 May", "must sell by
// March", "fined on Tuesday".
#pragma once

#include <string>
#include <vector>

#include "indexer/extract/date_expressions.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// The date that belongs to the head of the match, ISO 8601, to the day or the month: the date from which it
// holds, else its deadline, else the day it was decided; empty if the sentence gives none. What else
// happened at some time, in a clause of its own, gives no date while the head's clause has one.
// `dates` are those of its sentence.
std::string date_of_telling(const Reading& reading, const MeasureMatch& match,
                            const std::vector<DateExpression>& dates);

}  // namespace chokepoint
