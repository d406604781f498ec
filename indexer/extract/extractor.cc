// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/extractor.h"

#include <algorithm>

#include "common/facets/gazetteer.h"
#include "indexer/extract/event_list.h"
#include "indexer/extract/found_companies.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/mentions.h"
#include "indexer/extract/money.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/roles.h"
#include "indexer/extract/rollup.h"
#include "indexer/extract/sentences.h"
#include "indexer/extract/status.h"
#include "indexer/extract/words.h"

namespace chokepoint {
namespace {

constexpr std::string_view kNoMeasure = "none";

SentenceWords sentence_words(const Vocabulary::Data& data, Words& words) {
  SentenceWords found;
  for (const WordClassRow& row : data.word_classes) {
    for (const Cell word : row.words) {
      if (row.name == "abbreviation") found.abbreviations.insert(words.add(word));
      if (row.name == "sentence-starter") found.starters.insert(words.add(word));
    }
  }
  return found;
}

// By sentence, the index of the first item in it; one more entry for the end. Items are in text order.
template <typename Item>
std::vector<std::size_t> index_by_sentence(const std::vector<Sentence>& sentences,
                                           const std::vector<Item>& items) {
  std::vector<std::size_t> first;
  first.reserve(sentences.size() + 1);
  std::size_t at = 0;
  for (const Sentence& sentence : sentences) {
    while (at < items.size() && items[at].first < sentence.first) ++at;
    first.push_back(at);
  }
  first.push_back(items.size());
  return first;
}

// Sectors whose firms sell equipment; the others serve the public.
bool is_vendor(Cell sector) {
  for (const Cell vendor :
       {"telecom", "chips", "drones", "cameras", "hardware", "equipment", "biotech", "spyware"}) {
    if (sector == vendor) return true;
  }
  return false;
}

bool by_position(const Hit& a, const Hit& b) {
  return a.first != b.first ? a.first < b.first : a.last < b.last;
}

}  // namespace

struct Extractor::Impl {
  explicit Impl(const Vocabulary& vocabulary)
      : data(vocabulary.data()),
        sets(data.word_classes, words),
        mentions(data, words, sets),
        found_companies(data.companies.size(), sets, words),
        measure_cues(data.measure_cues, sets),
        status_rules(data.status_cues, sets),
        roles(data, words, sets),
        events(data, sets),
        sentence_words(chokepoint::sentence_words(data, words)),
        money_words{sets.of_class("currency"), sets.of_class("magnitude")},
        background(sets.of_class("background")) {}

  Reading read(const Article& article) const {
    Reading reading;
    reading.text = article.text;
    reading.tokens = split_tokens(article.text);
    words.identify(article.text, reading.tokens);
    reading.sentences = split_sentences(reading.tokens, article.body_begin, sentence_words);
    sets.find(reading.tokens, reading.hits);
    reading.first_hit = index_by_sentence(reading.sentences, reading.hits);
    mentions.find(article.language, reading);
    // Names are introduced in other words elsewhere.
    if (article.language.empty() || article.language == "en") found_companies.find(reading);
    reading.first_mention = index_by_sentence(reading.sentences, reading.mentions);
    reading.principal_state = find_principal_state(reading);
    reading.principal_company = find_principal_company(reading);
    reading.sums = find_sums(reading, money_words);
    add_hits_of_mentions(reading);
    return reading;
  }

  // From here on a mention is a hit like that of any phrase.
  void add_hits_of_mentions(Reading& reading) const {
    const auto add = [&](SetId pseudo_class, std::size_t first, std::size_t last) {
      for (const SetId set : sets.sets_with(pseudo_class)) reading.hits.push_back({set, first, last});
    };
    for (const Mention& mention : reading.mentions) {
      if (!mention.is_state()) {
        add(kCompanySet, mention.first, mention.last);
        const CompanyRow* known = known_company(data, mention.row);
        add(known != nullptr && is_vendor(known->sector) ? kVendorSet : kAppSet, mention.first, mention.last);
        continue;
      }
      if (mention.acts_as_state) add(kStateSet, mention.first, mention.last);
      if (mention.kind == MentionKind::kAuthority) add(kAuthoritySet, mention.first, mention.last);
    }
    for (const MoneySum& sum : reading.sums) add(kSumSet, sum.first, sum.last);
    std::stable_sort(reading.hits.begin(), reading.hits.end(), by_position);
    reading.first_hit = index_by_sentence(reading.sentences, reading.hits);
  }

  std::vector<Assertion> find_assertions(const Reading& reading) const {
    std::vector<Assertion> assertions;
    for (const MeasureMatch& match : measure_cues.find(reading)) {
      Assertion assertion;
      assertion.match = match;
      assertion.status = status_rules.judge(reading, match);
      if (assertion.status.status == kNoMeasure) continue;
      if (!match.cue->status.empty()) assertion.status = {match.cue->status, match.cue->id, false};
      if (match.is_by_company() && !roles.may_be_company_act(reading, match)) continue;
      assertion.roles = roles.find(reading, match);
      assertion.is_background = is_background(reading, match);
      assertions.push_back(std::move(assertion));
    }
    return assertions;
  }

  // "after the ban", "which earlier banned": history or comparison by the words before the head.
  bool is_background(const Reading& reading, const MeasureMatch& match) const {
    const std::size_t first = match.first - std::min(match.first, kBackgroundWindow);
    return find_near(reading, match.sentence, background, first, match.first, 0) != nullptr;
  }

  static constexpr std::size_t kBackgroundWindow = 6;

  const Vocabulary::Data& data;
  Words words;
  PhraseSets sets;
  MentionFinder mentions;
  FoundCompanies found_companies;
  MeasureCues measure_cues;
  StatusRules status_rules;
  RoleFinder roles;
  EventBuilder events;
  SentenceWords sentence_words;
  MoneyWords money_words;
  SetId background;
};

Extractor::Extractor(const Vocabulary& vocabulary) : impl_(std::make_unique<const Impl>(vocabulary)) {}
Extractor::~Extractor() = default;

void Extractor::extract(Article& article) const {
  const Reading reading = impl_->read(article);
  const std::vector<Assertion> assertions = impl_->find_assertions(reading);
  const std::vector<Cell> core = core_leaves(reading, assertions);
  article.events = impl_->events.build(reading, article, assertions, core);
  roll_up_measures(core, article);
  roll_up_countries(reading, article);
  roll_up_companies(reading, impl_->data, assertions, article);
}

}  // namespace chokepoint
