// SPDX-License-Identifier: GPL-2.0-or-later
// Sums of money: "€1.2bn", "US$5 million", "225 million euros". A sum is a number with a currency before
// or after it; a number alone is none.
#pragma once

#include <vector>

#include "indexer/extract/reading.h"

namespace chokepoint {

// The words, as class "currency" and class "magnitude" of word_classes.tsv.
struct MoneyWords {
  SetId currencies = kNoSet;
  SetId magnitudes = kNoSet;
};

std::vector<MoneySum> find_sums(const Reading& reading, const MoneyWords& words);

}  // namespace chokepoint
