// SPDX-License-Identifier: GPL-2.0-or-later
// Prints what a search found, in each of the formats of --format (the manual lists keys and columns).
//
// Articles, queries and file names are hostile text: no writer lets a control, bidirectional control or
// ill-formed byte of theirs through (common/cli/terminal.h; JSON: common/article/article_json.h). Only
// "paths0" is raw bytes.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "common/article/article.h"
#include "common/cli/output_stream.h"
#include "common/index/fields.h"
#include "searcher/options.h"
#include "searcher/search_results.h"

namespace chokepoint {

// How a value of a facet is shown to people ("Canada" for CA); the value itself if it has no label.
using LabelOf = std::function<std::string(Field, std::string_view)>;

struct OutputOptions {
  Format format = Format::kText;
  bool count = false;                     // --count: the number alone
  bool events = false;                    // --events: the events of the hits in place of the hits
  bool explain = false;                   // --explain: SearchResults::explain and Hit::why as well
  bool wants_results = true;              // false with --limit=0: CSV, TSV and JSONL give the facets instead
  bool batch = false;                     // --batch: each line, object or block begins with the query's ID
  bool has_header = true;                 // CSV, TSV: false from the second query of a batch on
  bool has_query = true;                  // for the advice when nothing is found: words were asked for,
  bool has_filters = false;               // filters were set,
  bool is_any_tried = false;              // any of the words was tried as well (--match=any, auto)
  Sort sort = Sort::kRelevance;           // as the hits are sorted: without words it is kNewest
  std::size_t columns = 80;               // of the terminal, to lay text out
  bool may_cut = true;                    // text: shorten what is too long; false when not on a terminal
  bool color = false;                     // text: escape sequences for bold and colour
  std::string hyperlink_format = "none";  // text: "none", "default" (file://HOST/PATH) or a template with
                                          // {path} and {host}; set "none" when not on a terminal
  LabelOf label;                          // may be empty: values are shown as they are
};

// One search. A cross table, if there is one, takes the place of the results (JSON has both).
void write_results(const SearchResults& results, const OutputOptions& options, Sink& out);

// What is printed in place of the results when the deadline passes: an object that says so in JSON, else
// nothing, as no other format has a place for it.
std::string timed_out_text(std::string_view query, std::string_view query_id, const OutputOptions& options);

// --show: one article with its facets, its cleaned text (evidence marked) and its events. JSON and JSONL
// give the object of a result with the key "text" added; CSV, TSV and paths as a result.
void write_article(const Article& article, const OutputOptions& options, Sink& out);

}  // namespace chokepoint
