// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/word_forms.h"

#include <set>

namespace chokepoint {

std::string word_forms_key(std::string_view language, std::string_view stem) {
  return std::string(language) + ":" + std::string(stem);
}

std::vector<std::string> word_forms(const Xapian::Database& database,
                                    const std::vector<std::string>& languages, const std::string& word) {
  // A word is of the languages that have recorded it, or forms of it if it is its own stem. Stemmers of other
  // languages make nonsense of it: Spanish would have "openai" a form of "open".
  std::set<std::string> of_its_languages;
  std::set<std::string> of_any;
  for (const std::string& language : languages) {
    const Stemmer stemmer(language);
    if (!stemmer.is_active()) continue;
    const std::string stem = stemmer.stem(word);
    std::set<std::string> forms;
    const std::string key = word_forms_key(language, stem);
    for (auto form = database.synonyms_begin(key); form != database.synonyms_end(key); ++form)
      forms.insert(*form);
    const bool is_its_language = forms.contains(word) || (stem == word && !forms.empty());
    // A word that is its own stem is not recorded, so ask for it: "ban" for "bans".
    if (stem != word && stemmer.stem(stem) == stem && database.term_exists(stem)) forms.insert(stem);
    (is_its_language ? of_its_languages : of_any).insert(forms.begin(), forms.end());
  }
  std::set<std::string>& others = of_its_languages.empty() ? of_any : of_its_languages;
  others.erase(word);
  std::vector<std::string> forms{word};
  forms.insert(forms.end(), others.begin(), others.end());
  return forms;
}

}  // namespace chokepoint
