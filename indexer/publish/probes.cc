// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/probes.h"

#include <string_view>

#include "common/article/article_json.h"
#include "common/base/error.h"
#include "common/index/fields.h"
#include "common/text/analyzer.h"
#include "indexer/document_builder.h"

namespace chokepoint {
namespace {

constexpr Xapian::docid kProbes = 16;
constexpr std::size_t kPhraseWords = 3;

// The first words of `text`, which stand one behind the other.
Xapian::Query opening_phrase(const Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, 1, tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens) {
    if (token.kind != Token::Kind::kWord) continue;
    if (token.position != words.size() + 1 || words.size() == kPhraseWords) break;
    words.push_back(token.term);
  }
  return Xapian::Query(Xapian::Query::OP_PHRASE, words.begin(), words.end());
}

std::vector<std::string> facet_terms(const Article& article) {
  std::vector<std::string> terms;
  const auto add = [&terms](Field field, const std::vector<FacetValue>& values) {
    for (const FacetValue& value : values) {
      if (value.core) terms.push_back(field_term(field, value.value));
    }
  };
  add(Field::kCountry, article.country);
  add(Field::kCompany, article.company);
  add(Field::kMeasure, article.measure);
  return terms;
}

Xapian::Query all_of(const Analyzer& analyzer, const Article& article) {
  Xapian::Query query(id_term(article.id));
  const std::string_view body = std::string_view(article.text).substr(article.body_begin);
  for (const std::string_view text : {std::string_view(article.title), body}) {
    const Xapian::Query phrase = opening_phrase(analyzer, text);
    if (!phrase.empty()) query &= phrase;
  }
  for (const std::string& term : facet_terms(article)) query &= Xapian::Query(term);
  return query;
}

bool finds_only(const Xapian::Database& database, const Xapian::Query& query, Xapian::docid number) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::MSet found = enquire.get_mset(0, 2);
  return found.size() == 1 && *found.begin() == number;
}

}  // namespace

std::vector<std::string> probe(const Xapian::Database& database) {
  const Analyzer analyzer;
  const Xapian::docid step = database.get_lastdocid() / kProbes + 1;
  std::vector<std::string> faults;
  const auto end = database.postlist_end("");
  for (auto number = database.postlist_begin(""); number != end; number.skip_to(*number + step)) {
    try {
      const Article article = parse_stored_article(database.get_document(*number).get_data());
      if (!finds_only(database, all_of(analyzer, article), *number))
        faults.push_back("the article \"" + article.id + "\" is not found by its own words");
    } catch (const IndexError& error) {
      faults.push_back("article number " + std::to_string(*number) + ": " + error.what());
    }
  }
  return faults;
}

}  // namespace chokepoint
