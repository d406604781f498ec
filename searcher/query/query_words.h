// SPDX-License-Identifier: GPL-2.0-or-later
// The bare words and phrases that a query asks for, with where they stand, so that tables of names and of
// kinds of words can be looked up in it. What is excluded, asked of a field or stands before a star is not
// among them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/analyzer.h"
#include "searcher/query/ast.h"

namespace chokepoint {

struct QueryWord {
  std::string word;       // as the Analyzer folds it
  std::size_t begin = 0;  // byte range in the text of its run, half-open
  std::size_t end = 0;
  bool is_apart = false;  // something stands between it and the word before it
};

// Words side by side: nothing is looked for across two runs.
struct WordRun {
  std::string text;
  std::vector<QueryWord> words;
  std::size_t position = 0;  // of its node
  bool is_quoted = false;
  bool is_excluded = false;
};

// Words of one run, half-open.
struct WordSpan {
  std::size_t run = 0;
  std::size_t first = 0;
  std::size_t last = 0;
};

// In reading order.
std::vector<WordRun> word_runs(const Analyzer& analyzer, const Node& root);

// The bare words and phrases of what is excluded. "-Twitter" excludes what "Twitter" finds, so names are read
// there as well.
std::vector<WordRun> excluded_runs(const Analyzer& analyzer, const Node& root);

// The words [first, last) as tables write them: a space between words that are not written together.
// `form` gives the form of each word that tables are searched by.
template <typename Form = std::identity>
std::string spell(const WordRun& run, std::size_t first, std::size_t last, Form form = {}) {
  std::string text;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first && run.words[i].is_apart) text += ' ';
    text += form(run.words[i].word);
  }
  return text;
}

}  // namespace chokepoint
