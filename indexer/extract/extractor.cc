// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/extractor.h"

#include "common/facets/gazetteer.h"
#include "indexer/extract/extraction.h"

namespace chokepoint {

struct Extractor::Impl {
  explicit Impl(const Vocabulary& vocabulary)
      : extraction(vocabulary.data()), models(read_weights(vocabulary.data())) {}

  Extraction extraction;
  LinearModels models;
};

Extractor::Extractor(const Vocabulary& vocabulary) : impl_(std::make_unique<const Impl>(vocabulary)) {}
Extractor::~Extractor() = default;

void Extractor::extract(Article& article) const {
  const Extraction& extraction = impl_->extraction;
  const LinearModels& models = impl_->models;
  const Reading reading = extraction.read(article);
  std::vector<Telling> tellings = extraction.find_tellings(reading);
  for (Telling& telling : tellings) extraction.choose_roles(reading, models, telling);
  const LeafStories stories = count_leaves(reading, tellings);
  for (Telling& telling : tellings) extraction.weigh(reading, models, stories, telling);
  std::vector<EventDraft> events = gather_events(tellings);
  extraction.weigh_events(reading, models, events);
  extraction.keep_events(events);
  extraction.judge_leaves(reading, models, events);
  extraction.write(reading, models, events, article);
}

}  // namespace chokepoint
