// SPDX-License-Identifier: GPL-2.0-or-later
// From query words to the terms of one index: forms, wildcards, phrases. Remembers the forms it has looked
// up.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "common/text/analyzer.h"

namespace chokepoint {

struct QueryContext;

// What a phrase looks for.
struct PhraseTerms {
  std::vector<std::string> words;  // at adjacent positions
  std::string joined;              // another spelling of the whole phrase ("email"); empty: none
};

// The words of `text` as they stand, without forms. A whole term ("at&t") that is all of the phrase is its
// only word.
PhraseTerms phrase_terms(const Analyzer& analyzer, std::string_view text);

class TermLookup {
 public:
  explicit TermLookup(const QueryContext& context) : context_(context) {}

  // The forms of `word` in the index, `word` first.
  const std::vector<std::string>& forms(const std::string& word);

  // At most `limit` index words that begin with `stem`, in byte order. `prefix` is that of the field.
  std::vector<std::string> terms_that_begin_with(std::string_view prefix, const std::string& stem,
                                                 std::size_t limit) const;

  // Of `labels` (words joined by spaces), the `count` that fewest articles have.
  std::set<std::string> rarest(const std::set<std::string>& labels, std::size_t count) const;

  // Any of `words`, ranked as one word; nothing if there are none.
  Xapian::Query synonyms(std::string_view prefix, const std::vector<std::string>& words) const;

  // `words` at adjacent positions.
  Xapian::Query phrase(std::string_view prefix, const std::vector<std::string>& words) const;

 private:
  const QueryContext& context_;
  std::map<std::string, std::vector<std::string>> forms_;
};

}  // namespace chokepoint
