// SPDX-License-Identifier: GPL-2.0-or-later
// Sets of phrases, as the cue tables write them, and where they occur in an article.
//
// A phrase is words with blanks between them. "ban+" stands for ban, bans, banned, banning; "<forbid>" for
// every phrase of that class in word_classes.tsv. A phrase with a capital letter must stand as it is
// written, any other matches in any case. "<COMPANY>", "<APP>", "<VENDOR>", "<STATE>", "<AUTHORITY>" and
// "<SUM>" as phrases of their own stand for mentions and sums of money, which others find and add to the
// hits.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/hits.h"
#include "indexer/extract/words.h"

namespace chokepoint {

class PhraseSets {
 public:
  // Both must outlive the sets.
  PhraseSets(const std::vector<WordClassRow>& classes, Words& words);

  // The set of these phrases; equal lists share one. Throws UsageError for an unknown class; `where` says
  // in which row.
  SetId add(const CellList& phrases, std::string_view where);

  // The set of one class of word_classes.tsv.
  SetId of_class(std::string_view name);

  // Every occurrence of a phrase. The hits refer to these sets.
  Hits find(const std::vector<TextToken>& tokens) const;

 private:
  struct Phrase {
    std::vector<WordId> exact;  // empty if case does not matter
    std::vector<SetId> sets;
  };
  using Forms = std::vector<std::string>;

  Forms expand(std::string_view phrase, std::string_view where, int depth) const;
  Forms forms_of_word(std::string_view word, std::string_view where, int depth) const;
  void add_form(const std::string& form, SetId set);

  const std::vector<WordClassRow>& classes_;
  Words& words_;
  std::map<std::string, Forms> irregular_;  // by base form: the forms of class "irregular"
  std::map<std::string, SetId> set_of_list_;
  std::map<std::string, std::uint32_t> phrase_of_form_;
  std::vector<Phrase> phrases_;
  PhraseTrie trie_;
  std::vector<PseudoClasses> listed_;  // by set
};

// ban, bans, banned, banning. Makes a few forms that no word has ("opposse"); they match nothing.
std::vector<std::string> regular_forms(std::string_view verb_or_noun);

}  // namespace chokepoint
