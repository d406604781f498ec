// SPDX-License-Identifier: GPL-2.0-or-later
// All names of all name tables in one trie, so that one pass over an article finds every name, at a cost
// that does not depend on how large the tables are. Matching is exact in case; the longest name wins. In
// languages of name_forms.tsv a name is also found in the forms that it takes there.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/name_forms.h"
#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/phrase_trie.h"
#include "indexer/extract/words.h"

namespace chokepoint {

enum class NameKind : std::uint8_t {
  kStopPhrase,
  kAuthority,
  kCompany,
  kCountry,
  kDemonym,
  kCapital,
  kPlace
};

// What a name needs besides standing there.
enum class Guard : std::uint8_t {
  kNone,
  kCue,     // one of the row's cues
  kActor,   // acting: speaking, deciding, possessing
  kContext  // its jurisdiction, or another name of the same row, elsewhere in the article
};

struct Name {
  NameKind kind = NameKind::kStopPhrase;
  Guard guard = Guard::kNone;
  bool is_product = false;    // of a company: stands for its maker
  bool is_english = true;     // false: holds only in articles in `language`
  std::uint32_t row = 0;      // in its table
  std::string_view language;  // of a local name
  std::string_view code;      // jurisdiction; empty for companies and stop phrases
  SetId cues = kNoSet;
  SetId voided_by = kNoSet;
};

class NameIndex {
 public:
  NameIndex(const Vocabulary::Data& data, Words& words, PhraseSets& sets);

  struct Found {
    std::size_t first = 0;  // tokens, half-open
    std::size_t last = 0;
    std::span<const std::uint32_t> names;  // indexes for name(), never empty
    bool is_form = false;                  // not as the table writes it
  };

  // The names of the text from left to right, the longest at each place, none overlapping another. At least
  // one of `names` is of no other language than `language`.
  std::vector<Found> find(std::string_view text, const std::vector<TextToken>& tokens,
                          std::string_view language) const;

  const Name& name(std::uint32_t index) const { return names_[index]; }

 private:
  class Search;

  // The names that are spelt as the way to this node, in the order of the tables.
  std::span<const std::uint32_t> names_at(PhraseTrie::Node node) const {
    return std::span(named_).subspan(begins_[node], begins_[node + 1] - begins_[node]);
  }

  struct Spelling {
    PhraseTrie::Node node = PhraseTrie::kNone;
    std::uint32_t name = 0;
  };
  // Spellings are collected first, in the order of the tables, and then filed by node.
  void add(std::string_view spelling, Name name);
  void add_spelling(std::string_view spelling, std::uint32_t name);
  void file_spellings();
  void add_countries(const Vocabulary::Data& data, PhraseSets& sets);
  void add_authorities(const Vocabulary::Data& data);
  void add_companies(const Vocabulary::Data& data, PhraseSets& sets);
  void add_company_names(const Vocabulary::Data& data, PhraseSets& sets);

  Words& words_;
  std::map<std::string_view, NameForms> forms_;  // by language
  PhraseTrie trie_;
  std::vector<Name> names_;
  std::vector<Spelling> spellings_;    // until they are filed
  std::vector<std::uint32_t> named_;   // indexes for name(), by node
  std::vector<std::uint32_t> begins_;  // by node: where its names begin; one more entry for the end
};

}  // namespace chokepoint
