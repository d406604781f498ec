// SPDX-License-Identifier: GPL-2.0-or-later
// Extraction of any text: it ends, and what it finds keeps the promises of article.h and extractor.h.
//
// The input is repaired to UTF-8 as every article is; its first line becomes the title, the rest the body.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article/article.h"
#include "common/base/utf8.h"
#include "common/facets/gazetteer.h"
#include "common/facets/vocabulary.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/sentences.h"
#include "indexer/extract/tokens.h"
#include "indexer/extract/words.h"

using namespace chokepoint;

namespace {

constexpr const char* kPublished = "2024-05-17";

// English has rules of its own; the other stands for those that look for local names.
constexpr const char* kLanguages[] = {"en", "zh"};

const Vocabulary& vocabulary() {
  static const Vocabulary loaded = Vocabulary::load();
  return loaded;
}

void require(bool holds, const char* promise, const Article& article, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s: \"%s\" (language %s)\n", promise, std::string(what).c_str(),
               article.language.c_str());
  std::abort();
}

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

const FacetValue* find_value(const std::vector<FacetValue>& facet, const std::string& value) {
  const auto found = std::find_if(facet.begin(), facet.end(),
                                  [&value](const FacetValue& each) { return each.value == value; });
  return found == facet.end() ? nullptr : &*found;
}

// The sentences as the extractor must cut them, as byte ranges.
std::set<std::pair<std::size_t, std::size_t>> sentence_bounds(const Article& article) {
  Words words;
  SentenceWords known;
  for (const WordClassRow& row : vocabulary().data().word_classes) {
    for (const Cell word : row.words) {
      if (row.name == "abbreviation") known.abbreviations.insert(words.add(word));
      if (row.name == "sentence-starter") known.starters.insert(words.add(word));
    }
  }
  std::vector<TextToken> tokens = split_tokens(article.text);
  words.identify(article.text, tokens);
  std::set<std::pair<std::size_t, std::size_t>> bounds;
  for (const Sentence& sentence : split_sentences(tokens, article.body_begin, known)) {
    bounds.emplace(sentence.begin, sentence.end);
  }
  return bounds;
}

void check_facet(const Article& article, const std::vector<FacetValue>& facet) {
  for (std::size_t i = 0; i < facet.size(); ++i) {
    require(!facet[i].value.empty() && is_valid_utf8(facet[i].value), "a value is text", article,
            facet[i].value);
    require(!facet[i].rule.empty(), "a value says why", article, facet[i].value);
    require(i == 0 || facet[i - 1].value < facet[i].value, "values are sorted, each once", article,
            facet[i].value);
  }
}

void check_event(const Article& article, const Event& event) {
  require(contains(vocabulary().all_measures(), event.measure), "the leaf is in the closed list", article,
          event.measure);
  require(contains(vocabulary().all_statuses(), event.status), "the status is in the closed list", article,
          event.status);
  require(!event.rule.empty(), "an event says why", article, event.measure);
  require(std::is_sorted(event.targets.begin(), event.targets.end()) &&
              std::adjacent_find(event.targets.begin(), event.targets.end()) == event.targets.end(),
          "targets are sorted, each once", article, event.measure);
  for (const std::string& target : event.targets) {
    const FacetValue* value = find_value(article.company, target);
    require(value != nullptr, "a target is a company of the article", article, target);
    require(value->core || !event.core, "a target of a core event is a core company", article, target);
  }
  require(event.actor.empty() || find_value(article.country, event.actor) != nullptr,
          "an actor is a country of the article", article, event.actor);
  const FacetValue* measure = find_value(article.measure, event.measure);
  require(measure != nullptr, "the leaf of an event is in the facet", article, event.measure);
  require(measure->core || !event.core, "the leaf of a core event is core", article, event.measure);
  require(event.date.empty() || event.date.size() == 4 || event.date.size() == 7 || event.date.size() == 10,
          "a date is a year, a month or a day", article, event.date);
}

void check_evidence(const Article& article) {
  if (article.events.empty()) return;
  const auto bounds = sentence_bounds(article);
  std::size_t previous = 0;
  for (const Event& event : article.events) {
    require(event.evidence_begin < event.evidence_end && event.evidence_end <= article.text.size(),
            "evidence lies inside the text", article, event.measure);
    require(bounds.contains({event.evidence_begin, event.evidence_end}), "evidence is a sentence", article,
            std::string_view(article.text)
                .substr(event.evidence_begin, event.evidence_end - event.evidence_begin));
    require(previous <= event.evidence_begin, "events are in the order of their evidence", article,
            event.measure);
    previous = event.evidence_begin;
  }
}

void check(const Article& article) {
  check_facet(article, article.country);
  check_facet(article, article.company);
  check_facet(article, article.measure);
  for (const Event& event : article.events) check_event(article, event);
  check_evidence(article);
  for (const FacetValue& value : article.measure) {
    const bool has_event = std::any_of(article.events.begin(), article.events.end(),
                                       [&value](const Event& event) { return event.measure == value.value; });
    require(has_event || !value.core, "a core measure has an event", article, value.value);
    require(contains(vocabulary().all_measures(), value.value), "a measure is in the closed list", article,
            value.value);
  }
}

Article article_of(std::string_view text) {
  Article article;
  const std::size_t end = std::min(text.find('\n'), text.size());
  article.title = trim(text.substr(0, end));
  const std::string_view body = text.substr(std::min(end + 1, text.size()));
  if (!article.title.empty()) article.text = article.title + "\n\n";
  article.body_begin = article.text.size();
  article.text += body;
  article.published = kPublished;
  return article;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Extractor extractor(vocabulary());
  const std::string text = repair_utf8({reinterpret_cast<const char*>(data), size});
  const Article blank = article_of(text);
  for (const char* language : kLanguages) {
    Article article = blank;
    article.language = language;
    extractor.extract(article);
    require(article.text == blank.text && article.title == blank.title, "the text is left alone", article,
            article.title);
    check(article);
  }
  return 0;
}
