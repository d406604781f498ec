// SPDX-License-Identifier: GPL-2.0-or-later
// Sets of phrases, as the cue tables write them, and where they occur in an article.
//
// A phrase is words with blanks between them. "ban+" stands for ban, bans, banned, banning; "<forbid>" for
// every phrase of that class in word_classes.tsv. A phrase with a capital letter must stand as it is
// written, any other matches in any case. "<COMPANY>", "<APP>", "<VENDOR>", "<STATE>", "<AUTHORITY>" and
// "<SUM>" as phrases of their own stand for mentions and sums of money, which others find and add to the
// hits.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/hits.h"
#include "indexer/extract/phrase_trie.h"
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
  struct WordForm {
    WordId lower = kUnknownWord, exact = kUnknownWord;
  };
  struct WordHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  using Form = std::vector<WordForm>;  // one of those that a phrase stands for
  using Forms = std::vector<Form>;

  // The number of no phrase, as nodes have it that end none; phrases_[0] stands for it.
  static constexpr std::uint32_t kNoPhrase = 0;
  static constexpr std::uint32_t kAnyCase = static_cast<std::uint32_t>(-1);

  struct Phrase {
    std::uint32_t exact = kAnyCase;        // where its words begin in exact_
    std::uint32_t sets = 0;                // where its sets begin in sets_
    std::uint32_t set_count = 0;           // there is room for a power of two
    std::uint32_t other_case = kNoPhrase;  // one that differs in case alone
  };

  // Calls `use` for each form of a phrase. The form is valid during the call.
  template <typename Use>
  void for_each_form(std::string_view phrase, std::string_view where, int depth, Use use);
  template <typename Use>
  static void for_each_end(std::span<const Forms* const> words, Form& form, Use& use);
  const Forms& forms_of_word(std::string_view word, std::string_view where, int depth);
  Forms read_forms(std::string_view word, std::string_view where, int depth);
  Forms forms_of_class(std::string_view name, std::string_view where, int depth);
  Form form_of(std::string_view words);
  void add_form(const Form& form, SetId set);
  std::uint32_t phrase_of(PhraseTrie::Node node, const Form& form);
  void add_set(Phrase& phrase, SetId set);
  bool fits(const Phrase& phrase, std::span<const TextToken> tokens) const;

  const std::vector<WordClassRow>& classes_;
  Words& words_;
  std::map<std::string_view, std::string_view> irregular_;  // by base form: the forms of class "irregular"
  std::unordered_map<std::string, SetId> set_of_list_;
  std::unordered_map<std::string, Forms, WordHash, std::equal_to<>> forms_of_word_;
  PhraseTrie trie_;  // of words in lower case; nodes have numbers of phrases
  std::vector<Phrase> phrases_{Phrase()};
  std::vector<SetId> sets_;    // of phrases
  std::vector<WordId> exact_;  // of phrases with a capital
  ListedSets listed_;          // by set
};

// ban, bans, banned, banning. Makes a few forms that no word has ("opposse"); they match nothing.
std::vector<std::string> regular_forms(std::string_view verb_or_noun);

}  // namespace chokepoint
