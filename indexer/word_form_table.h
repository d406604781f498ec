// SPDX-License-Identifier: GPL-2.0-or-later
// Keeps the table of word forms (common/index/word_forms.h) as the articles are: forms come with the articles
// that have them and go with the last of them.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include <xapian.h>

#include "indexer/document_builder.h"

namespace chokepoint {

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
  std::map<std::string, std::set<std::string>> words_by_language_;
};

}  // namespace chokepoint
