// SPDX-License-Identifier: GPL-2.0-or-later
// The writers behind write_results() and write_article(), one source file a format.
#pragma once

#include "searcher/output/writer.h"

namespace chokepoint {

void write_text(const SearchResults& results, const OutputOptions& options, Sink& out);
void write_text(const Article& article, const OutputOptions& options, Sink& out);

// JSON (one object a search) and JSONL (one object a result, event, facet value or count), by
// options.format.
void write_json(const SearchResults& results, const OutputOptions& options, Sink& out);
void write_json(const Article& article, const OutputOptions& options, Sink& out);

// CSV (RFC 4180, LF, cells that a spreadsheet would calculate guarded by "'") and TSV ("\t", "\n", "\\").
void write_delimited(const SearchResults& results, const OutputOptions& options, Sink& out);

// The files' paths, a line each, or raw and ended by NUL.
void write_paths(const SearchResults& results, const OutputOptions& options, Sink& out);

// --count in text, CSV, TSV and paths: the bare number, after the query's ID and a tab with --batch.
void write_count(const SearchResults& results, const OutputOptions& options, Sink& out);

}  // namespace chokepoint
