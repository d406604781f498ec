// SPDX-License-Identifier: GPL-2.0-or-later
// What the programs call themselves and each other: "indexer" and "searcher" as they are built,
// "chokepoint-indexer" and "chokepoint-searcher" as they are installed. Messages use the names under which
// the user started one of them, so that a hint can be typed as it stands.
#pragma once

namespace chokepoint {

// Call first in main, before there are threads, with argv[0] (null is allowed). Names that are not ours, as
// of a link, count as the plain ones.
void set_called_as(const char* argv0);

// The names for users of this run; valid for ever.
const char* indexer_name();
const char* searcher_name();

}  // namespace chokepoint
