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
#include "searcher/query/word_groups.h"

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

  // From now on `word` has no other forms: it is a name, which the stemmers of some language would make a
  // common word of ("Canada" and "can").
  void keep_as_is(const std::string& word) { forms_[word] = {word}; }

  // The forms of `word` in the index, `word` first.
  const std::vector<std::string>& forms(const std::string& word);

  // False if no word of the index begins with the first letter of `phrase`, so that it stands nowhere. To
  // take one apart in a script without spaces may mean to load a dictionary, which takes longer than most
  // searches.
  bool may_stand_somewhere(std::string_view phrase) const;

  // Words of the index of which one stands where `group` matches.
  std::vector<std::string> places(const WordGroup& group);

  // At most `limit` index words that begin with `stem`, in byte order. `prefix` is that of the field.
  std::vector<std::string> terms_that_begin_with(std::string_view prefix, const std::string& stem,
                                                 std::size_t limit) const;

  // Of `labels` (words joined by spaces), the `count` that fewest articles have.
  std::set<std::string> rarest(const std::set<std::string>& labels, std::size_t count) const;

  // Any of `words`, ranked as one word; nothing if there are none.
  Xapian::Query synonyms(std::string_view prefix, const std::vector<std::string>& words) const;

  // Words written together: adjacent ones, the last in any of its forms ("e-mails" finds "e-mail").
  Xapian::Query tight_phrase(std::string_view prefix, const std::vector<std::string>& words);

  // `words` at adjacent positions.
  Xapian::Query phrase(std::string_view prefix, const std::vector<std::string>& words) const;

 private:
  const QueryContext& context_;
  std::map<std::string, std::vector<std::string>> forms_;
};

}  // namespace chokepoint
