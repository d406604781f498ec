// SPDX-License-Identifier: GPL-2.0-or-later
// The date in a sentence that asserts a measure: "on November 6, 2024", "from 1 May", "in July 2022".
#pragma once

#include <optional>
#include <string>

#include "common/base/date.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// The first date of the sentence, ISO 8601, to the day or the month; empty if there is none. A day
// without a year is of the year that puts it nearest to `published`, and no date if that is not known.
std::string date_in_sentence(const Reading& reading, const Sentence& sentence,
                             const std::optional<Date>& published);

}  // namespace chokepoint
