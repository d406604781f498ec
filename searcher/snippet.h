// SPDX-License-Identifier: GPL-2.0-or-later
// The passage of an article to show below a result, and what to mark in it and in the title. Hits are found
// by the same Analyzer that made the index, so what is marked is what matched.
//
// Texts are valid UTF-8, offsets bytes, ranges half-open. Time and memory are linear in the text (10 MB too).
// Nothing here keeps a view of its arguments; everything may be called by any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/analyzer.h"
#include "searcher/search_results.h"

namespace chokepoint {

// What counts as a hit, all in the Analyzer's folded form.
struct HighlightTerms {
  std::vector<std::string> words;                 // word forms and joined terms
  std::vector<std::vector<std::string>> phrases;  // terms at adjacent positions
  std::vector<std::string> prefixes;              // of "word*", without the star

  bool empty() const { return words.empty() && phrases.empty() && prefixes.empty(); }
};

inline constexpr std::size_t kSnippetBytes = 240;

// The hits in `text`, in order; overlapping ones are merged.
std::vector<TextRange> find_hits(const Analyzer& analyzer, const HighlightTerms& terms,
                                 std::string_view text);

// The best passage of the body (what follows `body_begin`, so that the title is not repeated), of at most
// `max_bytes`: the one with the most different hits, then the most hits, then the most phrases, then the
// earliest. Without a hit in the body: the first of `evidence` that lies there, else its beginning.
// Cut between words; a word longer than the passage is cut between grapheme clusters.
Snippet make_snippet(const Analyzer& analyzer, const HighlightTerms& terms, std::string_view text,
                     std::size_t body_begin, const std::vector<TextRange>& evidence,
                     std::size_t max_bytes = kSnippetBytes);

}  // namespace chokepoint
