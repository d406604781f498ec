// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/probes.h"

#include <algorithm>
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
std::vector<std::string> opening_words(const Analyzer& analyzer, std::string_view text) {
  std::vector<Token> tokens;
  analyzer.analyze(text, 1, tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens) {
    if (token.kind != Token::Kind::kWord) continue;
    if (token.position != words.size() + 1 || words.size() == kPhraseWords) break;
    words.push_back(token.term);
  }
  return words;
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

// Posting lists and positions are asked themselves: Xapian 1.4's matcher may crash where memory runs out.
bool has_term(const Xapian::Database& database, Xapian::docid number, const std::string& term) {
  auto posting = database.postlist_begin(term);
  posting.skip_to(number);
  return posting != database.postlist_end(term) && *posting == number;
}

bool has_phrase(const Xapian::Database& database, Xapian::docid number,
                const std::vector<std::string>& words) {
  if (words.empty()) return true;
  for (const std::string& word : words) {
    if (!has_term(database, number, word)) return false;
  }
  const auto stands_at = [&](Xapian::termpos position, const std::string& word) {
    auto found = database.positionlist_begin(number, word);
    found.skip_to(position);
    return found != database.positionlist_end(number, word) && *found == position;
  };
  const auto end = database.positionlist_end(number, words.front());
  for (auto first = database.positionlist_begin(number, words.front()); first != end; ++first) {
    Xapian::termpos position = *first;
    if (std::all_of(words.begin(), words.end(),
                    [&](const std::string& word) { return stands_at(position++, word); }))
      return true;
  }
  return false;
}

bool is_found(const Xapian::Database& database, const Analyzer& analyzer, const Article& article,
              Xapian::docid number) {
  const std::string id = id_term(article.id);
  const std::string_view body = std::string_view(article.text).substr(article.body_begin);
  const std::vector<std::string> facets = facet_terms(article);
  return database.get_termfreq(id) == 1 && has_term(database, number, id) &&
         has_phrase(database, number, opening_words(analyzer, article.title)) &&
         has_phrase(database, number, opening_words(analyzer, body)) &&
         std::all_of(facets.begin(), facets.end(),
                     [&](const std::string& term) { return has_term(database, number, term); });
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
      if (!is_found(database, analyzer, article, *number))
        faults.push_back("the article \"" + article.id + "\" is not found by its own words");
    } catch (const IndexError& error) {
      faults.push_back("article number " + std::to_string(*number) + ": " + error.what());
    }
  }
  return faults;
}

}  // namespace chokepoint
