// SPDX-License-Identifier: GPL-2.0-or-later
// The forms that names take in running text, by language, as name_forms.tsv has them: articles and
// prepositions written in one word with a name (Arabic, Hebrew, Italian), case endings (Slavic languages,
// Turkish, Finnish), particles (Korean). The name tables list one form; this finds it again.
//
// Texts are valid UTF-8. Costs are linear in the text, times the rules of its language. Nothing here throws.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/gazetteer.h"
#include "indexer/extract/tokens.h"
#include "indexer/extract/words.h"

namespace chokepoint {

// The rules of one language.
class NameForms {
 public:
  void add(const NameFormRow& row);

  bool has_affixes() const { return !prefixes_.empty() || !endings_.empty(); }
  bool has_particles() const { return !particles_.empty(); }

  // Calls `use` with each word that `word` may be a form of; never with `word` itself.
  template <typename Use>
  void for_each_base(std::string_view word, Use use) const;

  // Whether all of `glued`, what follows a name in the same word, is particles. Empty is.
  bool is_particles(std::string_view glued) const;

 private:
  struct Affix {
    std::string_view form, base;
  };
  std::vector<Affix> prefixes_, endings_;
  std::vector<std::string_view> particles_;
};

// By language. The rows must outlive the result.
std::map<std::string_view, NameForms> name_forms_by_language(const Vocabulary::Data& data);

// Of each token of an article, the words of the tables that it may be a form of.
class TokenBases {
 public:
  TokenBases() = default;  // of an article whose language has no forms
  TokenBases(const NameForms& forms, const Words& words, std::string_view text,
             const std::vector<TextToken>& tokens);

  std::span<const WordId> of(std::size_t token) const {
    if (ends_.empty()) return {};
    const std::size_t first = token == 0 ? 0 : ends_[token - 1];
    return std::span(ids_).subspan(first, ends_[token] - first);
  }

 private:
  std::vector<WordId> ids_;
  std::vector<std::uint32_t> ends_;  // by token: where its ids end
};

template <typename Use>
void NameForms::for_each_base(std::string_view word, Use use) const {
  std::string base;
  for (const Affix& affix : prefixes_) {
    if (word.size() <= affix.form.size() || !word.starts_with(affix.form)) continue;
    base.assign(affix.base).append(word.substr(affix.form.size()));
    use(base);
  }
  for (const Affix& affix : endings_) {
    if (word.size() <= affix.form.size() || !word.ends_with(affix.form)) continue;
    base.assign(word.substr(0, word.size() - affix.form.size())).append(affix.base);
    use(base);
  }
}

}  // namespace chokepoint
