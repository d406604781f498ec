// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/term_lookup.h"

#include <algorithm>
#include <tuple>

#include "common/base/utf8.h"
#include "common/index/fields.h"
#include "common/index/word_forms.h"
#include "common/text/fold.h"
#include "searcher/query/compile.h"

namespace chokepoint {
namespace {

std::vector<Xapian::Query> term_queries(std::string_view prefix, const std::vector<std::string>& words) {
  std::vector<Xapian::Query> queries;
  queries.reserve(words.size());
  for (const std::string& word : words) queries.emplace_back(field_term(prefix, word));
  return queries;
}

}  // namespace

PhraseTerms phrase_terms(const Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  const Position end = analyzer.analyze(text, 1, tokens);
  PhraseTerms phrase;
  for (const Token& token : tokens) {
    const bool is_all = token.position == 1 && token.position + token.width == end;
    if (token.kind == Token::Kind::kWord) {
      phrase.words.push_back(token.term);
    } else if (token.kind == Token::Kind::kWhole && token.width == 1) {
      phrase.words[token.position - 1] = token.term;  // "notepad++", no mere "notepad"
    } else if (token.kind == Token::Kind::kWhole && is_all) {
      return {{token.term}, {}};
    } else if (token.kind == Token::Kind::kJoined && is_all) {
      phrase.joined = token.term;
    }
  }
  return phrase;
}

const std::vector<std::string>& TermLookup::forms(const std::string& word) {
  auto found = forms_.find(word);
  if (found == forms_.end()) {
    found = forms_.emplace(word, word_forms(context_.database, context_.languages, word)).first;
  }
  return found->second;
}

bool TermLookup::may_stand_somewhere(std::string_view phrase) const {
  if (phrase.empty()) return false;
  const std::string letter = fold(phrase.substr(0, decode_utf8(phrase, 0).length));
  return context_.database.allterms_begin(letter) != context_.database.allterms_end(letter);
}

std::vector<std::string> TermLookup::places(const WordGroup& group) {
  std::vector<std::string> terms = group.wholes;
  if (terms.empty() && !group.words.empty()) terms = forms(group.words.front());
  if (!group.joined.empty()) terms.push_back(group.joined);
  return terms;
}

std::vector<std::string> TermLookup::terms_that_begin_with(std::string_view prefix, const std::string& stem,
                                                           std::size_t limit) const {
  const std::string beginning = std::string(prefix) + stem;
  std::vector<std::string> terms;
  for (auto term = context_.database.allterms_begin(beginning);
       term != context_.database.allterms_end(beginning); ++term) {
    if (terms.size() == limit) break;
    terms.push_back((*term).substr(prefix.size()));
  }
  return terms;
}

std::set<std::string> TermLookup::rarest(const std::set<std::string>& labels, std::size_t count) const {
  // Words that no article has find nothing: they must not crowd out those that do.
  std::vector<std::tuple<bool, Xapian::doccount, std::string>> ranked;
  for (const std::string& label : labels) {
    const std::string term = label.substr(0, label.find(' '));
    const Xapian::doccount frequency = context_.database.get_termfreq(term);
    ranked.emplace_back(frequency == 0, frequency, label);
  }
  std::sort(ranked.begin(), ranked.end());
  std::set<std::string> kept;
  for (const auto& [is_missing, frequency, label] : ranked) {
    if (kept.size() < count) kept.insert(label);
  }
  return kept;
}

Xapian::Query TermLookup::synonyms(std::string_view prefix, const std::vector<std::string>& words) const {
  const auto queries = term_queries(prefix, words);
  return {Xapian::Query::OP_SYNONYM, queries.begin(), queries.end()};
}

Xapian::Query TermLookup::tight_phrase(std::string_view prefix, const std::vector<std::string>& words) {
  const std::vector<std::string> fixed(words.begin(), words.end() - 1);
  std::vector<Xapian::Query> places = term_queries(prefix, fixed);
  const std::vector<Xapian::Query> last = term_queries(prefix, forms(words.back()));
  places.emplace_back(Xapian::Query::OP_OR, last.begin(), last.end());
  return {Xapian::Query::OP_PHRASE, places.begin(), places.end(),
          static_cast<Xapian::termcount>(places.size())};
}

Xapian::Query TermLookup::phrase(std::string_view prefix, const std::vector<std::string>& words) const {
  const auto queries = term_queries(prefix, words);
  if (queries.size() == 1) return queries.front();
  return {Xapian::Query::OP_PHRASE, queries.begin(), queries.end(),
          static_cast<Xapian::termcount>(queries.size())};
}

}  // namespace chokepoint
