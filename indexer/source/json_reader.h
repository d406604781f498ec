// SPDX-License-Identifier: GPL-2.0-or-later
// Articles as JSON objects with the keys title, text, and optionally id, published, updated, url,
// publisher, author, language; other keys are ignored. A bad line costs only itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <variant>

#include "indexer/source/article_reader.h"

namespace chokepoint {

// One object a line; blank lines are passed over. An article's id is FILE#ID with its own "id", else its
// line's ordinal among the articles; an "id" that came before in the file gets "~2", "~3", ... after it.
void read_json_lines(std::string_view bytes, const SourceFile& file,
                     const std::function<void(RawOutcome&&)>& sink);

// The file is one object, and its article's id is the file's; or an array of objects, read as lines are.
void read_json_article(std::string_view bytes, const SourceFile& file,
                       const std::function<void(RawOutcome&&)>& sink);

// Valid UTF-8 text from the bytes of a file, or why it is none. `note` says what was mended.
std::variant<std::string, Skip> decode_text(std::string_view bytes, const std::string& path,
                                            std::string& note);

}  // namespace chokepoint
