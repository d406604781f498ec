// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/word_form_table.h"

#include "common/index/fields.h"
#include "common/index/word_forms.h"
#include "common/text/stemmer.h"

namespace chokepoint {
namespace {

// Prefixes begin with an upper-case letter, and words of a text hold none. (Terms like "at&t", which have no
// forms, are taken for words here: there is nothing of them to drop.)
bool is_word(const std::string& term) {
  return !term.empty() && !(term.front() >= 'A' && term.front() <= 'Z');
}

// Each list leaps to where the other one is: a word may be in many articles of other languages.
bool has_article_with(const Xapian::Database& database, const std::string& word,
                      const std::string& language_term) {
  auto with_word = database.postlist_begin(word);
  auto in_language = database.postlist_begin(language_term);
  while (with_word != database.postlist_end(word)) {
    in_language.skip_to(*with_word);
    if (in_language == database.postlist_end(language_term)) return false;
    if (*in_language == *with_word) return true;
    with_word.skip_to(*in_language);
  }
  return false;
}

}  // namespace

void add_word_forms(const std::string& language, const WordSet& words, Xapian::WritableDatabase& database) {
  const Stemmer stemmer(language);
  if (!stemmer.is_active()) return;
  for (const std::string& word : words) {
    const std::string stem = stemmer.stem(word);
    if (stem != word) database.add_synonym(word_forms_key(language, stem), word);
  }
}

void RemovedWords::note(const Xapian::Database& database, Xapian::docid article) {
  const auto slot = static_cast<Xapian::valueno>(field_info(Field::kLanguage).slot);
  const std::string language = database.get_document(article).get_value(slot);
  if (!Stemmer(language).is_active()) return;
  std::set<std::string>& words = words_by_language_[language];
  for (auto term = database.termlist_begin(article); term != database.termlist_end(article); ++term) {
    if (is_word(*term)) words.insert(*term);
  }
}

void RemovedWords::drop_unused(Xapian::WritableDatabase& database) const {
  for (const auto& [language, words] : words_by_language_) {
    const Stemmer stemmer(language);
    const std::string language_term = field_term(Field::kLanguage, language);
    for (const std::string& word : words) {
      if (has_article_with(database, word, language_term)) continue;
      const std::string stem = stemmer.stem(word);
      if (stem != word) database.remove_synonym(word_forms_key(language, stem), word);
    }
  }
}

}  // namespace chokepoint
