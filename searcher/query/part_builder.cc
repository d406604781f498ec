// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/part_builder.h"

#include <algorithm>
#include <utility>

#include "common/base/error.h"
#include "common/base/utf8.h"
#include "common/index/fields.h"
#include "searcher/query/compile.h"
#include "searcher/query/lexer.h"

namespace chokepoint {
namespace {

using Xapian::Query;
using Kind = Node::Kind;

constexpr std::size_t kMaxExplainedTerms = 12;

Query all_of(const std::vector<Query>& queries) {
  return {Query::OP_AND, queries.begin(), queries.end()};
}

}  // namespace

std::string list_terms(const std::vector<std::string>& terms) {
  std::string text;
  for (std::size_t i = 0; i < terms.size() && i < kMaxExplainedTerms; ++i)
    text += (i == 0 ? "" : ", ") + terms[i];
  if (terms.size() > kMaxExplainedTerms)
    text += " and " + std::to_string(terms.size() - kMaxExplainedTerms) + " more";
  return text;
}

RankedPart PartBuilder::group(const WordGroup& group) {
  RankedPart part;
  part.label = label_of(group);
  part.text = group_query(group, "");
  part.title = group_query(group, field_info(Field::kTitle).prefix);
  highlight_group(group);
  return part;
}

Query PartBuilder::forms_query(std::string_view prefix, const std::string& word) {
  return lookup_.synonyms(prefix, lookup_.forms(word));
}

Query PartBuilder::group_query(const WordGroup& group, std::string_view prefix) {
  std::vector<Query> words;
  for (const std::string& whole : group.wholes) words.emplace_back(field_term(prefix, whole));
  const bool is_phrase = group.is_tight && group.words.size() > 1;
  if (is_phrase) {
    words.push_back(lookup_.tight_phrase(prefix, group.words));
  } else {
    for (const std::string& word : group.words) words.push_back(forms_query(prefix, word));
  }
  if (group.joined.empty()) return all_of(words);
  return {Query::OP_OR, forms_query(prefix, group.joined), all_of(words)};
}

void PartBuilder::highlight_tight(const std::vector<std::string>& words) {
  for (const std::string& form : lookup_.forms(words.back())) {
    highlight_.phrases.push_back(words);
    highlight_.phrases.back().back() = form;
  }
}

void PartBuilder::highlight_group(const WordGroup& group) {
  if (is_excluding()) return;
  HighlightTerms& terms = highlight_;
  terms.words.insert(terms.words.end(), group.wholes.begin(), group.wholes.end());
  if (!group.joined.empty()) highlight_forms(group.joined);
  if (group.is_tight && group.words.size() > 1) {
    highlight_tight(group.words);
  } else {
    for (const std::string& word : group.words) highlight_forms(word);
  }
}

void PartBuilder::highlight_forms(const std::string& word) {
  const std::vector<std::string>& forms = lookup_.forms(word);
  auto& words = highlight_.words;
  words.insert(words.end(), forms.begin(), forms.end());
  if (forms.size() > 1) {
    explain('"' + word + "\" also finds " + list_terms({forms.begin() + 1, forms.end()}));
  }
}

std::optional<RankedPart> PartBuilder::phrase(const Node& node) {
  const PhraseTerms phrase = phrase_terms(context_.analyzer, node.text);
  if (phrase.words.empty()) return std::nullopt;
  if (phrase.words.size() > kMaxPhraseWords) {
    throw QueryError("the phrase" + at_place(query_, node.position) + " has " +
                         std::to_string(phrase.words.size()) + " words, more than " +
                         std::to_string(kMaxPhraseWords),
                     node.position);
  }
  RankedPart part;
  part.label = '"' + node.text + '"';
  part.text = phrase_query(phrase, "");
  part.title = phrase_query(phrase, field_info(Field::kTitle).prefix);
  if (is_excluding()) return part;
  if (phrase.words.size() == 1)
    highlight_.words.push_back(phrase.words.front());
  else
    highlight_.phrases.push_back(phrase.words);
  if (!phrase.joined.empty()) highlight_.words.push_back(phrase.joined);
  return part;
}

Query PartBuilder::phrase_query(const PhraseTerms& phrase, std::string_view prefix) const {
  Query words = lookup_.phrase(prefix, phrase.words);
  if (phrase.joined.empty()) return words;
  return {Query::OP_OR, Query(field_term(prefix, phrase.joined)), words};
}

std::optional<RankedPart> PartBuilder::wildcard(const Node& node) {
  std::vector<std::string> words = phrase_terms(context_.analyzer, node.text).words;
  if (words.empty()) return std::nullopt;
  const std::string stem = words.back();
  words.pop_back();
  if (count_code_points(stem) < kMinWildcardCharacters) {
    throw QueryError("a wildcard" + at_place(query_, node.position) + " needs at least " +
                         std::to_string(kMinWildcardCharacters) + " characters before its star",
                     node.position);
  }
  if (++wildcards_ > kMaxWildcards) {
    throw QueryError("the query has more than " + std::to_string(kMaxWildcards) + " wildcards" +
                         at_place(query_, node.position),
                     node.position);
  }
  RankedPart part;
  part.label = node.text + '*';
  part.text = wildcard_query(node, words, stem, "");
  part.title = wildcard_query(node, words, stem, field_info(Field::kTitle).prefix);
  if (is_excluding()) return part;
  highlight_.prefixes.push_back(stem);
  highlight_.words.insert(highlight_.words.end(), words.begin(), words.end());
  return part;
}

std::vector<std::string> PartBuilder::expand(const Node& node, const std::string& stem,
                                             std::string_view prefix) const {
  std::vector<std::string> terms = lookup_.terms_that_begin_with(prefix, stem, kMaxWildcardTerms + 1);
  if (terms.size() > kMaxWildcardTerms) {
    throw QueryError("\"" + stem + "*\"" + at_place(query_, node.position) + " stands for more than " +
                         std::to_string(kMaxWildcardTerms) + " words",
                     node.position, "write more letters before the star");
  }
  return terms;
}

Query PartBuilder::wildcard_query(const Node& node, const std::vector<std::string>& words,
                                  const std::string& stem, std::string_view prefix) {
  std::vector<Query> queries;
  for (const std::string& word : words) queries.emplace_back(field_term(prefix, word));
  const std::vector<std::string> terms = expand(node, stem, prefix);
  if (prefix.empty())
    explain('"' + stem + "*\" stands for " + (terms.empty() ? "no word" : list_terms(terms)));
  queries.push_back(lookup_.synonyms(prefix, terms));
  return all_of(queries);
}

std::vector<std::string> PartBuilder::place_terms(const Node& node) {
  if (node.kind == Kind::kPhrase) {
    const PhraseTerms phrase = phrase_terms(context_.analyzer, node.text);
    std::vector<std::string> terms;
    if (!phrase.words.empty()) terms.push_back(phrase.words.front());
    if (!phrase.joined.empty()) terms.push_back(phrase.joined);
    return terms;
  }
  if (node.kind == Kind::kWildcard) {
    const std::vector<std::string> words = phrase_terms(context_.analyzer, node.text).words;
    return words.size() == 1 ? expand(node, words.front(), "") : std::vector<std::string>();
  }
  if (node.kind != Kind::kText) return {};
  const std::vector<WordGroup> groups = group_words(context_.analyzer, node.text);
  if (groups.size() != 1) return {};
  return lookup_.places(groups.front());
}

void PartBuilder::explain(std::string line) {
  if (std::find(explain_.begin(), explain_.end(), line) == explain_.end())
    explain_.push_back(std::move(line));
}

}  // namespace chokepoint
