// SPDX-License-Identifier: GPL-2.0-or-later
// An annotated article on its way through the steps of extraction, beside what its labels say of each.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/facets/vocabulary.h"
#include "indexer/extract/extraction.h"
#include "indexer/train/labels.h"

namespace chokepoint {

// How far articles are like those that the extractor will meet.
enum class Domain {
  kNews,      // unknown to those who write the tables
  kRead,      // known to them: the cues fit them better than they fit news
  kInvented,  // sentences from a generator, in articles of one or two; evidence and facets are not labelled
  kTest       // not to be learnt from
};

// The tables that the articles of one folder are read with, and the steps that use them. Invented articles
// bring the tables of their world with them, in FOLDER/tables.
struct World {
  World(const std::filesystem::path& folder, Domain its_domain);

  Domain domain;
  Vocabulary vocabulary;
  Extraction extraction;
};

struct Lesson {
  // Reads the article. `world` must outlive the lesson.
  Lesson(const World& world, LabelledArticle labels);

  const World& world;
  LabelledArticle labels;
  Article article;
  Reading reading;
  std::vector<Telling> tellings;
  std::vector<std::vector<const LabelledEvent*>> told;  // by telling: the events whose evidence it is
  std::vector<EventDraft> drafts;
  std::size_t fold = 0;

  bool is_invented() const { return world.domain == Domain::kInvented; }
  bool is_for_test() const { return world.domain == Domain::kTest; }

  std::string company(std::uint32_t row) const;

  bool fits(const LabelledEvent& event, std::string_view leaf, std::string_view actor,
            const std::vector<std::uint32_t>& targets) const;
  bool fits(const LabelledEvent& event, const Telling& telling) const;

  // The labelled events that a telling may tell: those whose evidence it is, else the only one of its leaf.
  std::vector<const LabelledEvent*> events_of(std::size_t telling) const;

 private:
  void find_told();
};

bool contains(const std::vector<std::string>& list, std::string_view wanted);

}  // namespace chokepoint
