// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/document_builder.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "common/article/article_json.h"
#include "common/base/utf8.h"
#include "common/index/event_terms.h"
#include "common/index/fields.h"
#include "indexer/duplicates/signature.h"

namespace chokepoint {
namespace {

void add_words(const std::vector<Token>& tokens, std::string_view prefix, Xapian::Document& document) {
  for (const Token& token : tokens) document.add_posting(field_term(prefix, token.term), token.position);
}

void add_text(const Analyzer& analyzer, const Article& article, Xapian::Document& document, WordSet& words) {
  std::vector<Token> title;
  const Position title_end = analyzer.analyze(article.title, 1, title);
  add_words(title, "", document);
  add_words(title, field_info(Field::kTitle).prefix, document);
  const std::string_view body_text = std::string_view(article.text).substr(article.body_begin);
  std::vector<Token> body;
  analyzer.analyze(body_text, title_end + kFieldGap, body);
  add_words(body, "", document);
  const std::string signature = make_signature({article.title, title}, {body_text, body}, article.language);
  if (!signature.empty()) document.add_value(kSignatureSlot, signature);
  for (const auto* tokens : {&title, &body}) {
    for (const Token& token : *tokens) {
      if (token.kind != Token::Kind::kWhole) words.insert(token.term);
    }
  }
}

void add_values(Field field, const std::vector<std::string>& values, Xapian::Document& document) {
  const FieldInfo& info = field_info(field);
  for (const std::string& value : values) {
    if (!indexed_value(value).empty()) document.add_boolean_term(field_term(field, value));
  }
  if (const std::string packed = pack_values(values); !packed.empty()) {
    document.add_value(static_cast<Xapian::valueno>(info.slot), packed);
  }
}

void add_facet(Field field, const std::vector<FacetValue>& facet, Xapian::Document& document) {
  std::vector<std::string> core;
  for (const FacetValue& value : facet) {
    document.add_boolean_term(field_term(Field::kMentions, value.value));
    if (value.core) core.push_back(value.value);
  }
  add_values(field, core, document);
}

void add_events(const std::vector<Event>& events, Xapian::Document& document) {
  std::vector<std::string> actors;
  std::vector<std::string> targets;
  std::vector<std::string> statuses;
  for (const Event& event : events) {
    if (!event.actor.empty()) actors.push_back(event.actor);
    if (!event.status.empty()) statuses.push_back(event.status);
    targets.insert(targets.end(), event.targets.begin(), event.targets.end());
    for (const std::string& term : event_terms(event)) document.add_boolean_term(term);
  }
  add_values(Field::kActor, actors, document);
  add_values(Field::kTarget, targets, document);
  add_values(Field::kStatus, statuses, document);
}

std::string date_digits(std::string_view iso) {
  std::string digits(iso);
  std::erase(digits, '-');
  return digits;
}

// What the index keeps: at most kMaxStoredTextBytes of text, and no offset beyond it.
void cut_stored_text(Article& article) {
  if (article.text.size() <= kMaxStoredTextBytes) return;
  article.text.resize(utf8_prefix(article.text, kMaxStoredTextBytes).size());
  article.truncated = true;
  article.body_begin = std::min(article.body_begin, article.text.size());
  for (Event& event : article.events) {
    event.evidence_end = std::min(event.evidence_end, article.text.size());
    event.evidence_begin = std::min(event.evidence_begin, event.evidence_end);
  }
}

}  // namespace

std::string id_term(const std::string& id) {
  return field_term(kIdPrefix, id);
}

Xapian::Document build_document(const Analyzer& analyzer, Article article, WordSet& words) {
  Xapian::Document document;
  add_text(analyzer, article, document, words);
  add_facet(Field::kCountry, article.country, document);
  add_facet(Field::kCompany, article.company, document);
  add_facet(Field::kMeasure, article.measure, document);
  add_events(article.events, document);
  if (!article.publisher.empty()) add_values(Field::kPublisher, {article.publisher}, document);
  if (!article.language.empty()) add_values(Field::kLanguage, {article.language}, document);
  if (!article.published.empty()) document.add_value(kDateSlot, date_digits(article.published));
  document.add_value(kIdSlot, article.id);
  document.add_boolean_term(id_term(article.id));
  cut_stored_text(article);
  document.set_data(store_article(article));
  return document;
}

}  // namespace chokepoint
