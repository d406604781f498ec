// SPDX-License-Identifier: GPL-2.0-or-later
// When an article was published, from the most trustworthy that says so: what the source says of it, a date
// that the page prints, the file's name, the address. The clock and the file's times are never asked: a
// mirror has the times of its copying.
#pragma once

#include <optional>
#include <string_view>

#include "common/article/article.h"
#include "common/base/date.h"
#include "indexer/clean/cleaner.h"
#include "indexer/clean/page_metadata.h"

namespace chokepoint {

// Sets published, published_at, published_from and updated of `article`, whose id and url are set. Adds a
// note for metadata that are no date.
void set_dates(const SourceMetadata& metadata, const PageMetadata& page, Article& article);

// The date in a path or the path of an address: "2024-11-07-story.html", "story_20241107.txt",
// "2024/11/07/story", "2024/nov/07/story", "2024/11/story" (a month). The last one that is complete wins; a
// year alone says nothing, for folders are named by years of many things.
std::optional<Date> date_in_path(std::string_view path);

}  // namespace chokepoint
