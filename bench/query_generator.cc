// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/query_generator.h"

#include <algorithm>
#include <array>
#include <utility>

#include "common/article/article_json.h"
#include "common/text/analyzer.h"

namespace chokepoint {
namespace {

// Of 100 queries so many have one word, two, ...
constexpr std::array<std::size_t, 8> kLengths = {20, 26, 20, 13, 9, 6, 4, 2};

// Words of fewer letters are mostly stop words.
constexpr std::size_t kMinLetters = 3;

std::vector<std::string> words_of(std::string_view text) {
  std::vector<Token> tokens;
  Analyzer().analyze(text, 1, tokens);
  std::vector<std::string> words;
  for (const Token& token : tokens) {
    if (token.kind == Token::Kind::kWord && token.term.front() != '^' && token.term.front() != '#')
      words.push_back(token.term);
  }
  return words;
}

std::size_t length_of(std::size_t percent) {
  std::size_t words = 1;
  for (const std::size_t share : kLengths) {
    if (percent < share) break;
    percent -= share;
    ++words;
  }
  return words;
}

}  // namespace

QueryGenerator::QueryGenerator(const OpenIndex& index, std::uint32_t seed) : index_(index), random_(seed) {}

GeneratedQuery QueryGenerator::next() {
  for (;;) {
    const Article article = draw_article();
    const std::vector<std::string> words = words_of(article.text);
    if (words.empty()) continue;
    GeneratedQuery query{"words", {}};
    const std::size_t kind = below(10);
    if (kind < 2) {
      query.kind = "phrase";
      query.request.query = draw_phrase(words);
    } else {
      query.request.query = draw_words(words, kind < 7 ? length_of(below(100)) : 1 + below(2));
    }
    if (kind == 7 || kind == 8) {
      if (!add_filter(article, query.request)) continue;
      query.kind = "filter";
    } else if (kind == 9) {
      const auto date = parse_iso_date(article.published);
      if (!date) continue;
      query.kind = "range";
      query.request.dates = {Date{date->year - 1, 1, 1}, Date{date->year, 12, 31}};
    }
    return query;
  }
}

Article QueryGenerator::draw_article() {
  for (;;) {
    const auto id = static_cast<Xapian::docid>(1 + below(index_.database.get_lastdocid()));
    try {
      return parse_stored_article(index_.database.get_document(id).get_data());
    } catch (const Xapian::DocNotFoundError&) {  // it was removed: another
    }
  }
}

// Of words that stand in a fifth of the articles, one in five is taken.
std::string QueryGenerator::draw_words(const std::vector<std::string>& words, std::size_t count) {
  std::string query;
  std::size_t drawn = 0;
  for (std::size_t tries = 0; drawn < count && tries < 20 * count; ++tries) {
    const std::string& word = words[below(words.size())];
    if (word.size() < kMinLetters || (is_everywhere(word) && !one_in(5))) continue;
    query += (drawn++ == 0 ? "" : " ") + word;
  }
  return drawn > 0 ? query : words.front();
}

std::string QueryGenerator::draw_phrase(const std::vector<std::string>& words) {
  const std::size_t count = std::min(words.size(), 2 + below(3));
  const std::size_t first = below(words.size() - count + 1);
  std::string query = "\"";
  for (std::size_t i = first; i < first + count; ++i) query += (i == first ? "" : " ") + words[i];
  return query + '"';
}

bool QueryGenerator::is_everywhere(const std::string& word) const {
  return index_.database.get_termfreq(word) > index_.database.get_doccount() / 5;
}

bool QueryGenerator::add_filter(const Article& article, SearchRequest& request) {
  const std::array<std::pair<Field, const std::vector<FacetValue>*>, 3> facets = {{
      {Field::kCountry, &article.country},
      {Field::kCompany, &article.company},
      {Field::kMeasure, &article.measure},
  }};
  const auto& [field, values] = facets[below(facets.size())];
  for (const FacetValue& value : *values) {
    if (!value.core) continue;
    request.filters[field] = {value.value};
    return true;
  }
  return false;
}

}  // namespace chokepoint
