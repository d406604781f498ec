// SPDX-License-Identifier: GPL-2.0-or-later
// "The regulator", "the court", "the ministry": which of the authorities mentioned before they mean.
#pragma once

#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/organ_names.h"
#include "indexer/extract/organ_words.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// The anaphors of an article in the order of the text, each with the last authority before it whose name has
// the noun, else the last of a kind that the noun may stand for. Those that mean nobody are left out. Their
// mentions are indexes into `reading.mentions`, which must not change afterwards.
std::vector<AuthorityAnaphor> find_authority_anaphors(const Reading& reading,
                                                      const std::vector<OrganNoun>& nouns,
                                                      const OrganNames& names, const Vocabulary::Data& data,
                                                      WordId the);

}  // namespace chokepoint
