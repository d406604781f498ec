// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/training.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

#include <nlohmann/json.hpp>

#include "common/article/article_json.h"
#include "indexer/extract/value_features.h"

namespace chokepoint {
namespace {

constexpr std::size_t kLeastExamples = 3;  // in which a feature must hold to be used
constexpr double kCost = 0.1;              // LIBLINEAR's C
constexpr double kStatusBalance = 0.3;     // some statuses are rare
constexpr double kAssertionCost = 0.05;    // its features are words, of which there are many

// What a feature is called besides, in articles that are not quite like news: what is peculiar to these is
// learnt of this name, and what they share with news of the other. Daumé, "Frustratingly easy domain
// adaptation", ACL 2007.
constexpr std::string_view kInvented = "invented:";
constexpr std::string_view kRead = "read:";

bool is_of_domain(std::string_view feature) {
  return feature.starts_with(kInvented) || feature.starts_with(kRead);
}

}  // namespace

Training::Training() {
  for (std::size_t i = 0; i <= kFolds; ++i) weights_.emplace_back();
}

void Training::add_folder(const std::filesystem::path& folder, Domain domain) {
  worlds_.push_back(std::make_unique<World>(folder, domain));
  for (LabelledArticle& article : read_labels(folder)) {
    lessons_.push_back(std::make_unique<Lesson>(*worlds_.back(), std::move(article)));
    lessons_.back()->fold = domain == Domain::kTest ? kTestFold : lessons_.size() % kFolds;
  }
}

void Training::run(std::ostream& log) {
  log_ = &log;
  learn_actors();
  learn_targets();
  learn_assertions();
  learn_events();
  learn_leaves();
  learn_values();
}

void Training::learn_actors() {
  std::vector<Example> examples;
  Features features(true);
  for (const auto& lesson : lessons_) {
    for (std::size_t i = 0; i < lesson->tellings.size(); ++i) {
      const Telling& telling = lesson->tellings[i];
      const auto events = lesson->events_of(i);
      const auto is_actor = [&](const Candidate& candidate) {
        return std::any_of(events.begin(), events.end(), [&](const LabelledEvent* event) {
          return event->actor == candidate.mention->code;
        });
      };
      if (std::none_of(telling.actors.begin(), telling.actors.end(), is_actor)) continue;
      for (const Candidate& candidate : telling.actors) {
        lesson->world.extraction.role_features().of_actor(lesson->reading, telling, candidate, features);
        add(*lesson, features, is_actor(candidate), Weighs::kOther, examples);
      }
    }
  }
  learn(model::kActor, examples);
}

void Training::learn_targets() {
  std::vector<Example> examples;
  Features features(true);
  for (const auto& lesson : lessons_) {
    const LinearModels models = models_for(*lesson);
    for (std::size_t i = 0; i < lesson->tellings.size(); ++i) {
      Telling& telling = lesson->tellings[i];
      // Targets look at who acts.
      lesson->world.extraction.choose_roles(lesson->reading, models, telling);
      const auto events = lesson->events_of(i);
      if (events.empty()) continue;
      for (const Candidate& candidate : telling.targets) {
        const std::string company = lesson->company(candidate.mention->row);
        const bool is_target = std::any_of(events.begin(), events.end(), [&](const LabelledEvent* event) {
          return contains(event->targets, company);
        });
        lesson->world.extraction.role_features().of_target(lesson->reading, telling, candidate, features);
        add(*lesson, features, is_target, Weighs::kOther, examples);
      }
    }
  }
  learn(model::kTarget, examples);
  for (const auto& lesson : lessons_) {
    const LinearModels models = models_for(*lesson);
    for (Telling& telling : lesson->tellings)
      lesson->world.extraction.choose_roles(lesson->reading, models, telling);
  }
}

void Training::learn_assertions() {
  std::vector<Example> assertions;
  std::map<std::string, std::vector<Example>> statuses;
  Features features(true);
  for (const auto& lesson : lessons_) {
    const LeafStories stories = count_leaves(lesson->reading, lesson->tellings);
    for (std::size_t i = 0; i < lesson->tellings.size(); ++i) {
      const Telling& telling = lesson->tellings[i];
      const LabelledEvent* retold = nullptr;
      for (const LabelledEvent& event : lesson->labels.events) {
        if (lesson->fits(event, telling)) retold = &event;
      }
      const bool is_told = !lesson->told[i].empty();
      // Told once more in other words, an event is no less asserted, but nobody labelled that.
      if (is_told || retold == nullptr) {
        common_features(lesson->reading, telling, features);
        add_assertion_features(lesson->reading, telling, stories, features);
        add(*lesson, features, is_told, Weighs::kCues, assertions);
      }
      const LabelledEvent* event = retold != nullptr ? retold : is_told ? lesson->told[i].front() : nullptr;
      if (event == nullptr || event->status == "?") continue;
      common_features(lesson->reading, telling, features);
      add_status_features(lesson->reading, telling, features);
      for (const StatusRow& row : lesson->world.extraction.data().statuses)
        add(*lesson, features, row.status == event->status, Weighs::kOther,
            statuses[std::string(row.status)]);
    }
  }
  learn(model::kAssertion, assertions);
  for (const auto& [status, examples] : statuses) learn(std::string(model::kStatus) + status, examples);
  for (const auto& lesson : lessons_) {
    const LinearModels models = models_for(*lesson);
    const LeafStories stories = count_leaves(lesson->reading, lesson->tellings);
    for (Telling& telling : lesson->tellings)
      lesson->world.extraction.weigh(lesson->reading, models, stories, telling);
    lesson->drafts = gather_events(lesson->tellings);
  }
}

void Training::learn_events() {
  std::vector<Example> examples;
  Features features(true);
  for (const auto& lesson : lessons_) {
    std::vector<const LabelledEvent*> free;
    for (const LabelledEvent& event : lesson->labels.events) free.push_back(&event);
    for (const EventDraft& draft : lesson->drafts) {
      const auto found = std::find_if(free.begin(), free.end(), [&](const LabelledEvent* event) {
        return lesson->fits(*event, draft.leaf, draft.actor, draft.targets);
      });
      event_features(lesson->reading, draft, lesson->drafts, features);
      add(*lesson, features, found != free.end(), Weighs::kCues, examples);
      if (found != free.end()) free.erase(found);
    }
  }
  learn(model::kEvent, examples);
  for (const auto& lesson : lessons_)
    lesson->world.extraction.weigh_events(lesson->reading, models_for(*lesson), lesson->drafts);
}

void Training::learn_leaves() {
  std::vector<Example> examples;
  Features features(true);
  for (const auto& lesson : lessons_) {
    if (lesson->is_invented()) continue;
    std::vector<EventDraft> events = lesson->drafts;
    lesson->world.extraction.keep_events(events);
    std::vector<std::string_view> leaves;
    for (const EventDraft& event : events) {
      if (std::find(leaves.begin(), leaves.end(), event.leaf) == leaves.end()) leaves.push_back(event.leaf);
    }
    for (const std::string_view leaf : leaves) {
      core_leaf_features(lesson->reading, leaf, events, features);
      add(*lesson, features, contains(lesson->labels.core_measures, leaf), Weighs::kCues, examples);
    }
  }
  learn(model::kCoreLeaf, examples);
}

void Training::learn_values() {
  std::vector<Example> countries, companies;
  Features features(true);
  for (const auto& lesson : lessons_) {
    if (lesson->is_invented()) continue;
    const Extraction& extraction = lesson->world.extraction;
    std::vector<EventDraft> events = lesson->drafts;
    extraction.keep_events(events);
    extraction.judge_leaves(lesson->reading, models_for(*lesson), events);
    for (const auto& [code, standing] : lesson->reading.states) {
      country_features(lesson->reading, code, events, features);
      add(*lesson, features, contains(lesson->labels.core_countries, code), Weighs::kOther, countries);
    }
    for (const auto& [row, standing] : lesson->reading.companies) {
      company_features(lesson->reading, extraction.data(), row, events, features);
      add(*lesson, features, contains(lesson->labels.core_companies, lesson->company(row)), Weighs::kOther,
          companies);
    }
  }
  learn(model::kCountry, countries);
  learn(model::kCompany, companies);
}

void Training::add(const Lesson& lesson, const Features& features, bool is_positive, Weighs what,
                   std::vector<Example>& examples) const {
  if (lesson.is_for_test()) return;
  Example& example = examples.emplace_back();
  example.features = features.names();
  example.is_positive = is_positive;
  example.fold = lesson.fold;
  const bool is_peculiar =
      lesson.is_invented() || (lesson.world.domain == Domain::kRead && what == Weighs::kCues);
  if (!is_peculiar) return;
  const std::string_view prefix = lesson.is_invented() ? kInvented : kRead;
  example.features.emplace_back(prefix);
  for (const std::string& name : features.names()) example.features.push_back(std::string(prefix) + name);
}

void Training::learn(std::string_view model, const std::vector<Example>& examples) {
  const auto positive = std::count_if(examples.begin(), examples.end(),
                                      [](const Example& example) { return example.is_positive; });
  *log_ << model << ": " << examples.size() << " examples, " << positive << " positive\n";
  const double cost = model == model::kAssertion ? kAssertionCost : kCost;
  const double balance = model.starts_with(model::kStatus) ? kStatusBalance : 0;
  for (std::size_t fold = 0; fold <= kFolds; ++fold)
    weights_[fold][std::string(model)] = train_model(examples, fold, kLeastExamples, cost, balance);
}

// Those that saw nothing of the lesson's fold.
LinearModels Training::models_for(const Lesson& lesson) const {
  std::vector<WeightRow> rows;
  for (const auto& [model, weights] : weights_[lesson.fold]) {
    for (const auto& [feature, weight] : weights) {
      if (!is_of_domain(feature)) rows.push_back({model, feature, weight});
    }
  }
  return LinearModels(rows);
}

void Training::write_weights(std::ostream& out) const {
  for (const auto& [model, weights] : weights_.back()) {
    for (const auto& [feature, weight] : weights) {
      char number[32];
      std::snprintf(number, sizeof number, "%.3f", weight);
      const bool is_zero = std::strcmp(number, "0.000") == 0 || std::strcmp(number, "-0.000") == 0;
      if (!is_zero && !is_of_domain(feature)) out << model << '\t' << feature << '\t' << number << '\n';
    }
  }
}

void Training::write_predictions(std::ostream& out) {
  for (const auto& lesson : lessons_) {
    if (lesson->is_invented()) continue;
    const Extraction& extraction = lesson->world.extraction;
    const LinearModels models = models_for(*lesson);
    std::vector<EventDraft> events = lesson->drafts;
    extraction.keep_events(events);
    extraction.judge_leaves(lesson->reading, models, events);
    extraction.write(lesson->reading, models, events, lesson->article);
    out << to_json_text(article_to_json(lesson->article)) << '\n';
  }
}

}  // namespace chokepoint
