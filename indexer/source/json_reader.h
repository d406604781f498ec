// SPDX-License-Identifier: GPL-2.0-or-later
// Articles as JSON objects with the keys title, text or html, and optionally id, published, updated, url,
// publisher, author, language; other keys are ignored. A bad line costs only itself. What is not in UTF-8 is
// decoded (charset.h) as a whole; in a file that is UTF-8 but for some bytes, these cost the lines they are
// in.
#pragma once

#include "indexer/source/raw_article.h"

namespace chokepoint {

// One object a line; blank lines are passed over. An article's id is FILE#ID with its own "id", else its
// line's ordinal among the articles; an "id" that came before in the file gets "~2", "~3", ... after it.
void read_json_lines(const SourceContent& content, const ArticleSink& sink);

// The file is one object, and its article's id is the file's; or an array of objects, read as lines are.
void read_json_article(const SourceContent& content, const ArticleSink& sink);

}  // namespace chokepoint
