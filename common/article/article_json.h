// SPDX-License-Identifier: GPL-2.0-or-later
// An article as JSON: how the index stores it, and the object that both programs print.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "common/article/article.h"

namespace chokepoint {

// Everything of the article, to be stored; parse_stored_article() is its inverse. `id` and `path` may be
// any bytes: bytes that are not UTF-8 are kept reversibly.
std::string store_article(const Article& article);

// Throws IndexError for what store_article() never wrote, or if an offset lies outside of the text.
Article parse_stored_article(std::string_view stored);

// `name` as article_to_json() writes an id or a path, turned back into the bytes that it stands for.
std::string name_from_json(std::string_view name);

// The keys that search results and --dry-run share, in their documented order.
nlohmann::ordered_json article_to_json(const Article& article);

// Compact JSON text of `value`: UTF-8, with C0 and C1 controls, DEL, bidirectional controls and U+2028/9
// written as \uXXXX, so that it is harmless on a terminal. Bytes that are not UTF-8 become U+FFFD.
std::string to_json_text(const nlohmann::ordered_json& value);

}  // namespace chokepoint
