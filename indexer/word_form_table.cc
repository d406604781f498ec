// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/word_form_table.h"

#include <algorithm>

#include "common/base/ascii.h"
#include "common/index/fields.h"
#include "common/index/word_forms.h"
#include "common/text/stemmer.h"

namespace chokepoint {
namespace {

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

bool is_word(std::string_view term) {
  return !term.empty() && !is_ascii_upper(term.front());
}

WordSet words_of(const Xapian::Document& document) {
  WordSet words;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    if (is_word(*term)) words.insert(words.end(), *term);
  }
  return words;
}

std::vector<std::pair<std::string, std::string>> word_form_entries(const std::string& language,
                                                                   const WordSet& words) {
  std::vector<std::pair<std::string, std::string>> entries;
  const Stemmer stemmer(language);
  if (!stemmer.is_active()) return entries;
  for (const std::string& word : words) {
    const std::string stem = stemmer.stem(word);
    if (stem != word) entries.emplace_back(word_forms_key(language, stem), word);
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

void add_word_forms(const std::string& language, const WordSet& words, Xapian::WritableDatabase& database) {
  for (const auto& [key, word] : word_form_entries(language, words)) database.add_synonym(key, word);
}

void RemovedWords::note(const Xapian::Database& database, Xapian::docid article) {
  const auto slot = static_cast<Xapian::valueno>(field_info(Field::kLanguage).slot);
  const Xapian::Document document = database.get_document(article);
  const std::string language = document.get_value(slot);
  if (Stemmer(language).is_active()) words_by_language_[language].merge(words_of(document));
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
