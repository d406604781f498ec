// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of an article's words, in at most 373 bytes, to tell copies of one text from other stories
// without reading either again. Two things are asked of a pair:
//
//   wording   how many of the different pairs of neighbouring words of both are in both (Jaccard's index),
//             estimated from a MinHash sketch. A copy that was cut by a fifth, wrapped in a fifth of foreign
//             text, or had a tenth of its words replaced has 0.6 or more; another story on the same event
//             less than 0.1. Pairs and not longer runs, since each replaced word spoils as many runs as
//             they have words, and a text with every fifth word replaced is still nearer than one that
//             shares only half its paragraphs.
//   facts     whether they state other numbers and names (stated_facts.h). Notices that are filled into one
//             form ("approves a disaster declaration for the State of ...") share most of their wording and
//             are told apart only by this.
//
// The title is left out, as copies are retitled. A text of less than kMinSketchedWords words has too little
// to compare: it is a copy only of what has the same words, title included.
//
// A signature is bytes, the same on every machine and for any number of threads. It is made of the
// analyzer's words, so it changes with Analyzer::fingerprint().
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/analyzer.h"

namespace chokepoint {

inline constexpr std::size_t kMinSketchedWords = 30;

// Copies share at least so much of the wording of the shorter one, and so much of that of both (Jaccard's
// index). Where four fifths are meant to be shared, what seams and estimates cost is allowed for.
inline constexpr double kMinSharedOfShorter = 0.67;
inline constexpr double kMinShared = 0.42;

// What the analyzer made of a text. `tokens` have offsets into `text`.
struct AnalyzedText {
  std::string_view text;
  const std::vector<Token>& tokens;
};

// Empty for an article without words. `language` as Article has it.
std::string make_signature(const AnalyzedText& title, const AnalyzedText& body, std::string_view language);

enum class Likeness {
  kOther,    // wording of its own
  kOneForm,  // shared wording, other facts
  kCopies,
};

// Symmetric, and not transitive.
Likeness compare_signatures(std::string_view a, std::string_view b);
inline bool are_copies(std::string_view a, std::string_view b) {
  return compare_signatures(a, b) == Likeness::kCopies;
}

// True of copies that share more of their wording and differ in no fact: what is asked of texts that are
// likely to be a form filled twice.
bool are_close_copies(std::string_view a, std::string_view b);

// How much of the wording is common, estimated.
struct SharedWording {
  double of_both = 0;  // Jaccard's index: common by different ones in all
  double of_shorter = 0;
};

// 1 or 0 for signatures of short texts.
SharedWording shared_wording(std::string_view a, std::string_view b);

// The signature's part of number `band`. Copies have the same part in at least one band, save one pair in
// 10,000; texts that share nothing hardly ever do.
inline constexpr std::size_t kBands = 64;
std::uint64_t band_of(std::string_view signature, std::size_t band);

}  // namespace chokepoint
