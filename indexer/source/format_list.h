// SPDX-License-Identifier: GPL-2.0-or-later
// The table of formats, for people. README.md and indexer.1 have the same rows.
#pragma once

#include <string>

#include "indexer/source/format.h"

namespace chokepoint {

// ".html .htm" and, for what needs one, "...; through pandoc": as the documents have it.
std::string dotted_suffixes(const FormatInfo& info);
std::string how_it_is_read(const FormatInfo& info);

// The text of --formats, 80 columns wide: of each format its name, suffixes, media type and how it is read,
// and whether its converter is installed here.
std::string formats_text();

}  // namespace chokepoint
