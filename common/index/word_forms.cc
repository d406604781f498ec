// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/word_forms.h"

#include <set>

namespace chokepoint {

std::string word_forms_key(std::string_view language, std::string_view stem) {
  return std::string(language) + ":" + std::string(stem);
}

std::vector<std::string> word_forms(const Xapian::Database& database,
                                    const std::vector<std::string>& languages, const std::string& word) {
  std::set<std::string> others;
  for (const std::string& language : languages) {
    const Stemmer stemmer(language);
    if (!stemmer.is_active()) continue;
    const std::string stem = stemmer.stem(word);
    // A word that is its own stem is not recorded, so ask for it: "ban" for "bans".
    if (stem != word && stemmer.stem(stem) == stem && database.term_exists(stem)) others.insert(stem);
    const std::string key = word_forms_key(language, stem);
    for (auto form = database.synonyms_begin(key); form != database.synonyms_end(key); ++form)
      others.insert(*form);
  }
  others.erase(word);
  std::vector<std::string> forms{word};
  forms.insert(forms.end(), others.begin(), others.end());
  return forms;
}

}  // namespace chokepoint
