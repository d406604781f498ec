// SPDX-License-Identifier: GPL-2.0-or-later
// Trains the models of weights.tsv. Each step learns from what the steps before it say of articles that they
// were not trained on (cross-fitting in kFolds parts), so that it learns how far they can be trusted.
#pragma once

#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "indexer/train/lesson.h"
#include "indexer/train/regression.h"

namespace chokepoint {

inline constexpr std::size_t kFolds = 5;
inline constexpr std::size_t kTestFold = kFolds;  // articles that no model learns from

class Training {
 public:
  Training();

  // All articles of a folder; throws as read_labels() does.
  void add_folder(const std::filesystem::path& folder, Domain domain);

  // Learns all models; `log` gets a line a model.
  void run(std::ostream& log);

  void write_weights(std::ostream& out) const;

  // What the models say of each article that they were not trained on, as --dry-run would.
  void write_predictions(std::ostream& out);

  const std::vector<std::unique_ptr<Lesson>>& lessons() const { return lessons_; }

 private:
  void learn_actors();
  void learn_targets();
  void learn_assertions();
  void learn_events();
  void learn_leaves();
  void learn_values();

  // Cues fit the articles that their writers read better than others. A step that weighs cues must not learn
  // from those how far cues can be trusted.
  enum class Weighs { kCues, kOther };
  void add(const Lesson& lesson, const Features& features, bool is_positive, Weighs what,
           std::vector<Example>& examples) const;
  void learn(std::string_view model, const std::vector<Example>& examples);
  LinearModels models_for(const Lesson& lesson) const;

  std::ostream* log_ = nullptr;
  std::vector<std::unique_ptr<World>> worlds_;
  std::vector<std::unique_ptr<Lesson>> lessons_;
  std::vector<std::map<std::string, Weights>> weights_;  // by the fold left out; the last is of all
};

}  // namespace chokepoint
