// SPDX-License-Identifier: GPL-2.0-or-later
// Keeps the table of word forms (common/index/word_forms.h) as the articles are: forms come with the articles
// that have them and go with the last of them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

namespace chokepoint {

// False for terms with a prefix, which begins with an upper-case letter; words of a text hold none.
bool is_word(std::string_view term);

using WordSet = std::set<std::string>;

WordSet words_of(const Xapian::Document& document);

// The entries for words of articles in `language`: each stem's key with a word, sorted.
std::vector<std::pair<std::string, std::string>> word_form_entries(const std::string& language,
                                                                   const WordSet& words);

// Records the words of articles in `language`. Xapian's errors come out.
void add_word_forms(const std::string& language, const WordSet& words, Xapian::WritableDatabase& database);

// The words of articles that were removed or replaced.
class RemovedWords {
 public:
  // Notes the words of an article before it goes.
  void note(const Xapian::Database& database, Xapian::docid article);

  // Takes out the forms that no article of their language has any more. `database` has been committed.
  void drop_unused(Xapian::WritableDatabase& database) const;

 private:
  std::map<std::string, WordSet> words_by_language_;
};

}  // namespace chokepoint
