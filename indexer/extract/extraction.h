// SPDX-License-Identifier: GPL-2.0-or-later
// The steps of extraction one by one, for who needs what lies between: the extractor that runs them all, and
// the training of its models.
//
//   read: tokens, sentences, cues, mentions       tellings: sentences with a cue, candidates for their roles
//   choose_roles: actor and targets of a telling  weigh: how surely it asserts, how far the measure has come
//   judge_events: which drafts are events         judge_leaves, write: what is core; the article's fields
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/article/article.h"
#include "common/facets/gazetteer.h"
#include "indexer/extract/candidates.h"
#include "indexer/extract/denial.h"
#include "indexer/extract/event_list.h"
#include "indexer/extract/found_authorities.h"
#include "indexer/extract/found_companies.h"
#include "indexer/extract/grammar.h"
#include "indexer/extract/linear_model.h"
#include "indexer/extract/measure_cues.h"
#include "indexer/extract/mentions.h"
#include "indexer/extract/money.h"
#include "indexer/extract/reading.h"
#include "indexer/extract/role_features.h"
#include "indexer/extract/sentences.h"
#include "indexer/extract/status.h"
#include "indexer/extract/telling_features.h"

namespace chokepoint {

// A const Extraction may be shared by threads.
class Extraction {
 public:
  // `data` must outlive it.
  explicit Extraction(const Vocabulary::Data& data);

  Reading read(const Article& article) const;
  std::vector<Telling> find_tellings(const Reading& reading) const;

  void choose_roles(const Reading& reading, const LinearModels& models, Telling& telling) const;
  void weigh(const Reading& reading, const LinearModels& models, const LeafStories& stories,
             Telling& telling) const;

  // Sets the probabilities; then drops the drafts that are no events, and those that tell nothing new.
  void weigh_events(const Reading& reading, const LinearModels& models,
                    std::vector<EventDraft>& drafts) const;
  void keep_events(std::vector<EventDraft>& drafts) const;
  void judge_leaves(const Reading& reading, const LinearModels& models,
                    std::vector<EventDraft>& events) const;

  void write(const Reading& reading, const LinearModels& models, const std::vector<EventDraft>& events,
             Article& article) const;

  const Vocabulary::Data& data() const { return data_; }
  const RoleFeatures& role_features() const { return role_features_; }

 private:
  void add_hits_of_mentions(Reading& reading) const;
  void add_anaphors(const Reading& reading, std::vector<MeasureMatch>& matches) const;
  void find_fellows(const Reading& reading, Telling& telling) const;
  const Mention* find_authority(const Reading& reading, const Telling& telling) const;

  const Vocabulary::Data& data_;
  Words words_;
  PhraseSets sets_;
  MentionFinder mentions_;
  FoundCompanies found_companies_;
  FoundAuthorities found_authorities_;
  Grammar grammar_;
  MeasureCues measure_cues_;
  StatusRules status_rules_;
  Denial denial_;
  CandidateFinder candidates_;
  RoleFeatures role_features_;
  EventWriter event_writer_;
  SentenceWords sentence_words_;
  MoneyWords money_words_;
  SetId background_, act_anaphor_;
};

}  // namespace chokepoint
