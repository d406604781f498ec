// SPDX-License-Identifier: GPL-2.0-or-later
// The fixed phrases of web pages, from boilerplate.tsv: what a line that has one of them is, and what is
// to be done with it. The columns are explained at the top of the table.
//
// Immutable after loading; may be shared by threads.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace chokepoint {

enum class PhraseVerdict : std::uint8_t {
  kDrop,        // the line
  kBlock,       // the line is a heading: it and the teasers under it
  kTags,        // the line is a heading: it and the tags under it
  kCut,         // the line and all after it
  kGlue,        // a headline ends where this begins
  kNavigation,  // three of these make a line page furniture
  kButton,      // a line of nothing but these is a row of share buttons
  kMasthead,    // a short line above the headline that ends with one names the publication
};

enum class PageZone : std::uint8_t { kHead, kMiddle, kTail };

struct Phrase {
  std::vector<std::string> parts;  // what stood between the `*` of the table; in this order in the line
  enum class Where : std::uint8_t { kStart, kContains, kWhole } where = Where::kStart;
  std::string rule;
  PhraseVerdict verdict = PhraseVerdict::kDrop;
  std::size_t max_words = 0;  // of the line
  bool head = true;           // the zones where it counts
  bool middle = true;
  bool tail = true;
};

// The phrases of one folded line, which must outlive them, found in one walk over it. Most lines have none.
class LinePhrases {
 public:
  struct Match {
    const Phrase* phrase = nullptr;
    std::size_t begin = 0;  // bytes in the line
    std::size_t end = 0;
  };

  // `matches` by their places in the line, at one place in the order of the table.
  LinePhrases(std::string_view folded, std::vector<Match> matches)
      : folded_(folded), matches_(std::move(matches)) {}

  bool is_empty() const { return matches_.empty(); }

  // The first phrase that makes the line, of that many words, one to drop, cut or block; null if none does.
  // `contains` phrases are left out if `whole_line_only` is set.
  const Phrase* first_verdict(std::size_t words, PageZone zone, bool whole_line_only) const;

  // How many different navigation phrases there are.
  std::size_t count_navigation() const;

  // True for a row of two or more share buttons.
  bool is_button_row() const;

  // True if a name of that many words ends with a masthead phrase.
  bool is_masthead(std::size_t words) const;

  // The byte at which the first glue phrase begins, npos if there is none.
  std::size_t find_glue() const;

 private:
  std::string_view folded_;
  std::vector<Match> matches_;
};

class BoilerplatePhrases {
 public:
  // Throws UsageError that names the table's line if a row cannot be read.
  static BoilerplatePhrases parse(std::string_view table, std::string name);

  // The compiled-in table.
  static const BoilerplatePhrases& embedded();

  // The phrases whose first part stands at a word's beginning.
  LinePhrases match(std::string_view folded) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void add(Phrase phrase);
  void match_at_word(std::string_view folded, std::string_view word,
                     std::vector<LinePhrases::Match>& matches) const;

  // By first word, so that a line is walked once however many phrases there are.
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>> by_first_word_;

  // Behind a line's beginning, 98 words in 100 open no phrase, which a look at some bytes of the word and the
  // two behind it says: hashes of those that do, and of words that do whatever stands behind.
  static constexpr std::size_t kOpenings = 16384;
  static std::size_t hash_of_word(std::string_view word);
  static std::size_t hash_of_opening(std::size_t hash_of_word, std::string_view two_bytes_behind);
  bool may_open_phrase(std::string_view folded, std::string_view word) const;
  std::bitset<kOpenings> openings_;
};

}  // namespace chokepoint
