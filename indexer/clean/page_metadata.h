// SPDX-License-Identifier: GPL-2.0-or-later
// Harvests what a page says about its article outside the prose: dates, byline, publisher, address. The
// lines that say nothing else are marked as dropped ("date-line", "byline", "source-link", "metadata").
#pragma once

#include <string>
#include <vector>

#include "indexer/clean/page_lines.h"

namespace chokepoint {

struct PageMetadata {
  std::string title;  // of a "Title: ..." line only
  std::string published;
  std::string updated;
  std::string author;
  std::string publisher;
  std::string url;
};

// Call before mark_boilerplate, whose rules take some of the same lines. Only the first and the last lines
// of the page are looked at: a date or "by" in the middle belongs to the story.
PageMetadata harvest_metadata(std::vector<PageLine>& lines);

}  // namespace chokepoint
