// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/document_builder.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article/article_json.h"
#include "common/base/utf8.h"
#include "common/index/event_terms.h"
#include "common/index/fields.h"
#include "indexer/duplicates/signature.h"

namespace chokepoint {
namespace {

class XapianDocument final : public DocumentSink {
 public:
  void add_word(std::string_view prefix, std::string_view word, Position position) override {
    document_.add_posting(field_term(prefix, word), position);
  }
  void add_boolean_term(std::string_view term) override { document_.add_boolean_term(std::string(term)); }
  void add_value(Xapian::valueno slot, const std::string& value) override {
    document_.add_value(slot, value);
  }
  void set_data(const std::string& data) override { document_.set_data(data); }

  const Xapian::Document& document() const { return document_; }

 private:
  Xapian::Document document_;
};

void add_words(const std::vector<Token>& tokens, std::string_view prefix, DocumentSink& sink) {
  for (const Token& token : tokens) sink.add_word(prefix, token.term, token.position);
}

void add_text(const Analyzer& analyzer, const Article& article, DocumentSink& sink) {
  std::vector<Token> title;
  const Position title_end = analyzer.analyze(article.title, 1, title);
  add_words(title, "", sink);
  add_words(title, field_info(Field::kTitle).prefix, sink);
  const std::string_view body_text = std::string_view(article.text).substr(article.body_begin);
  std::vector<Token> body;
  analyzer.analyze(body_text, title_end + kFieldGap, body);
  add_words(body, "", sink);
  sink.add_value(kSignatureSlot, make_signature({article.title, title}, {body_text, body}, article.language));
}

void add_values(Field field, const std::vector<std::string>& values, DocumentSink& sink) {
  const FieldInfo& info = field_info(field);
  for (const std::string& value : values) {
    if (!indexed_value(value).empty()) sink.add_boolean_term(field_term(field, value));
  }
  sink.add_value(static_cast<Xapian::valueno>(info.slot), pack_values(values));
}

void add_facet(Field field, const std::vector<FacetValue>& facet, DocumentSink& sink) {
  std::vector<std::string> core;
  for (const FacetValue& value : facet) {
    sink.add_boolean_term(field_term(Field::kMentions, value.value));
    if (value.core) core.push_back(value.value);
  }
  add_values(field, core, sink);
}

void add_events(const std::vector<Event>& events, DocumentSink& sink) {
  std::vector<std::string> actors;
  std::vector<std::string> targets;
  std::vector<std::string> statuses;
  for (const Event& event : events) {
    if (!event.actor.empty()) actors.push_back(event.actor);
    if (!event.status.empty()) statuses.push_back(event.status);
    targets.insert(targets.end(), event.targets.begin(), event.targets.end());
    for (const std::string& term : event_terms(event)) sink.add_boolean_term(term);
  }
  add_values(Field::kActor, actors, sink);
  add_values(Field::kTarget, targets, sink);
  add_values(Field::kStatus, statuses, sink);
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

void build_document(const Analyzer& analyzer, Article article, DocumentSink& sink) {
  add_text(analyzer, article, sink);
  add_facet(Field::kCountry, article.country, sink);
  add_facet(Field::kCompany, article.company, sink);
  add_facet(Field::kMeasure, article.measure, sink);
  add_events(article.events, sink);
  if (!article.publisher.empty()) add_values(Field::kPublisher, {article.publisher}, sink);
  if (!article.language.empty()) add_values(Field::kLanguage, {article.language}, sink);
  sink.add_value(kDateSlot, date_digits(article.published));
  sink.add_value(kIdSlot, article.id);
  sink.add_boolean_term(id_term(article.id));
  cut_stored_text(article);
  sink.set_data(store_article(article));
}

Xapian::Document build_document(const Analyzer& analyzer, Article article) {
  XapianDocument sink;
  build_document(analyzer, std::move(article), sink);
  return sink.document();
}

}  // namespace chokepoint
