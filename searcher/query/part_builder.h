// SPDX-License-Identifier: GPL-2.0-or-later
// The leaves of a query that articles are ranked by: a word with its forms, a phrase, what a wildcard
// stands for, each as a query on the text and on the title. Also collects what is to be marked in results.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "searcher/query/ast.h"
#include "searcher/query/term_lookup.h"
#include "searcher/query/word_groups.h"
#include "searcher/snippet.h"

namespace chokepoint {

// One thing that is looked for and ranked by.
struct RankedPart {
  std::string label;    // as typed, folded
  Xapian::Query text;   // where it is looked for: title and body, or for title:word the title
  Xapian::Query title;  // in the title besides; empty for title:word
};

// "a, b, c and 9 more", for --explain.
std::string list_terms(const std::vector<std::string>& terms);

class PartBuilder {
 public:
  // `query` and `context` must outlive the object.
  PartBuilder(std::string_view query, const QueryContext& context)
      : query_(query), context_(context), lookup_(context) {}

  RankedPart group(const WordGroup& group);
  // Nothing if there is no word in it. Throw QueryError for a limit exceeded.
  std::optional<RankedPart> phrase(const Node& node);
  std::optional<RankedPart> wildcard(const Node& node);

  // Terms of which one stands where `node` matches, for NEAR; none if `node` is not one word or phrase.
  std::vector<std::string> place_terms(const Node& node);

  // Between these nothing is marked: results do not have what is excluded.
  void enter_exclusion() { ++exclusions_; }
  void leave_exclusion() { --exclusions_; }
  bool is_excluding() const { return exclusions_ > 0; }

  TermLookup& lookup() { return lookup_; }
  void explain(std::string line);  // each line once
  HighlightTerms take_highlight() { return std::move(highlight_); }
  std::vector<std::string> take_explain() { return std::move(explain_); }

 private:
  Xapian::Query forms_query(std::string_view prefix, const std::string& word);
  Xapian::Query group_query(const WordGroup& group, std::string_view prefix);
  Xapian::Query phrase_query(const PhraseTerms& phrase, std::string_view prefix) const;
  Xapian::Query wildcard_query(const Node& node, const std::vector<std::string>& words,
                               const std::string& stem, std::string_view prefix);
  std::vector<std::string> expand(const Node& node, const std::string& stem, std::string_view prefix) const;
  void highlight_group(const WordGroup& group);
  void highlight_tight(const std::vector<std::string>& words);
  void highlight_forms(const std::string& word);

  std::string_view query_;
  const QueryContext& context_;
  TermLookup lookup_;
  HighlightTerms highlight_;
  std::vector<std::string> explain_;
  std::size_t wildcards_ = 0;
  int exclusions_ = 0;
};

}  // namespace chokepoint
