// SPDX-License-Identifier: GPL-2.0-or-later
// The fixed phrases of web pages, from boilerplate.tsv: what a line that has one of them is, and what is
// to be done with it. The columns are explained at the top of the table.
//
// Immutable after loading; may be shared by threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

class BoilerplatePhrases {
 public:
  // Throws UsageError that names the table's line if a row cannot be read.
  static BoilerplatePhrases parse(std::string_view table, std::string name);

  // The compiled-in table.
  static const BoilerplatePhrases& embedded();

  // The first phrase, in the order of their places in the line, that makes the folded line one to drop,
  // cut or block; null if none does. `contains` phrases are left out if `whole_line_only` is set.
  const Phrase* find(std::string_view folded, std::size_t words, PageZone zone, bool whole_line_only) const;

  // How many different navigation phrases a folded line has.
  std::size_t count_navigation(std::string_view folded) const;

  // True for a row of two or more share buttons.
  bool is_button_row(std::string_view folded) const;

  // True if a name of that many words ends with a masthead phrase.
  bool is_masthead(std::string_view folded, std::size_t words) const;

  // The byte at which the first glue phrase begins, npos if there is none. ASCII case is ignored.
  std::size_t find_glue(std::string_view text) const;

 private:
  // Calls visit(phrase, offset) for each phrase whose first part stands at a word's beginning.
  template <typename Visitor>
  void for_each_match(std::string_view folded, Visitor visit) const;

  // By first word, so that a line is walked once however many phrases there are.
  std::unordered_map<std::string, std::vector<Phrase>> by_first_word_;
};

}  // namespace chokepoint
