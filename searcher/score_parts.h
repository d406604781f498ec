// SPDX-License-Identifier: GPL-2.0-or-later
// What a result's score is made of, for --explain.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "searcher/query/compile.h"

namespace chokepoint {

// A line a part, as "2.54  tiktok in the title", in the order of the query; the parts add up to the score.
// `newest` is the date from which the age of articles counts (ISO 8601); empty: age does not count.
std::vector<std::string> score_parts(const Xapian::Database& database, const CompiledQuery& compiled,
                                     const Xapian::MSetIterator& result, const std::string& newest);

}  // namespace chokepoint
