// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/train/report.h"

#include <algorithm>
#include <cstdio>

namespace chokepoint {
namespace {

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// How often the steps were right on the tellings that are evidence of a labelled event.
struct StepCounts {
  std::size_t told = 0, actor = 0, candidate = 0, target = 0, both = 0, status = 0;

  void add(const Lesson& lesson, const Telling& telling, const LabelledEvent& event) {
    const auto acts = [&](const Candidate* each) { return each->mention->code == event.actor; };
    const bool is_actor = (telling.actor != nullptr && acts(telling.actor)) ||
                          std::any_of(telling.fellow_actors.begin(), telling.fellow_actors.end(), acts);
    const bool is_candidate = std::any_of(telling.actors.begin(), telling.actors.end(),
                                          [&](const Candidate& each) { return acts(&each); });
    const bool is_target =
        (event.targets.empty() && telling.chosen_targets.empty()) ||
        std::any_of(telling.chosen_targets.begin(), telling.chosen_targets.end(), [&](const Candidate* each) {
          return contains(event.targets, lesson.company(each->mention->row));
        });
    ++told;
    actor += is_actor ? 1U : 0U;
    candidate += is_candidate ? 1U : 0U;
    target += is_target ? 1U : 0U;
    both += is_actor && is_target ? 1U : 0U;
    status += !telling.statuses.empty() && telling.statuses.front().status == event.status ? 1U : 0U;
  }
};

void judge_drafts(const Lesson& lesson, std::vector<std::pair<double, bool>>& judged) {
  std::vector<const LabelledEvent*> free;
  for (const LabelledEvent& event : lesson.labels.events) free.push_back(&event);
  std::vector<const EventDraft*> order;
  for (const EventDraft& draft : lesson.drafts) order.push_back(&draft);
  std::stable_sort(order.begin(), order.end(),
                   [](const EventDraft* a, const EventDraft* b) { return a->probability > b->probability; });
  for (const EventDraft* draft : order) {
    const auto found = std::find_if(free.begin(), free.end(), [&](const LabelledEvent* event) {
      return lesson.fits(*event, draft->leaf, draft->actor, draft->targets);
    });
    judged.emplace_back(draft->probability, found != free.end());
    if (found != free.end()) free.erase(found);
  }
}

// Precision and recall of the events at ten thresholds, and the best F1 of all.
void print_curve(std::vector<std::pair<double, bool>> judged, std::size_t events, std::ostream& out) {
  std::sort(judged.rbegin(), judged.rend());
  std::size_t hits = 0;
  double best = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    hits += judged[i].second ? 1U : 0U;
    const double precision = share(hits, i + 1), recall = share(hits, events);
    if (hits > 0) best = std::max(best, 2 * precision * recall / (precision + recall));
    const std::size_t step = std::max<std::size_t>(judged.size() / 10, 1);
    if ((i + 1) % step != 0) continue;
    char line[80];
    std::snprintf(line, sizeof line, "  p %.2f: P %.3f R %.3f\n", judged[i].first, precision, recall);
    out << line;
  }
  char line[80];
  std::snprintf(line, sizeof line, "  best F1 %.3f\n", best);
  out << line;
}

}  // namespace

void report_untold(const Training& training, std::ostream& out) {
  std::size_t told = 0, all = 0;
  for (const auto& lesson : training.lessons()) {
    if (lesson->is_for_test() || lesson->is_invented()) continue;
    for (const LabelledEvent& event : lesson->labels.events) {
      ++all;
      const bool is_told = std::any_of(lesson->told.begin(), lesson->told.end(), [&](const auto& events) {
        return std::find(events.begin(), events.end(), &event) != events.end();
      });
      told += is_told ? 1U : 0U;
      if (!is_told)
        out << "untold\t" << lesson->article.id << '\t' << event.measure << '\t' << event.evidence << '\n';
    }
  }
  out << "told " << told << " of " << all << " events\n";
}

void report_steps(const Training& training, bool of_test, std::ostream& out) {
  StepCounts counts;
  std::vector<std::pair<double, bool>> judged;
  std::size_t events = 0;
  for (const auto& lesson : training.lessons()) {
    if (lesson->is_for_test() != of_test || lesson->is_invented()) continue;
    events += lesson->labels.events.size();
    for (std::size_t i = 0; i < lesson->tellings.size(); ++i) {
      for (const LabelledEvent* event : lesson->told[i]) counts.add(*lesson, lesson->tellings[i], *event);
    }
    judge_drafts(*lesson, judged);
  }
  char line[256];
  std::snprintf(line, sizeof line,
                "%s: %zu events, %zu tellings in their evidence: actor %.3f (a candidate %.3f), target %.3f, "
                "both %.3f, status %.3f\n",
                of_test ? "test" : "own", events, counts.told, share(counts.actor, counts.told),
                share(counts.candidate, counts.told), share(counts.target, counts.told),
                share(counts.both, counts.told), share(counts.status, counts.told));
  out << line;
  print_curve(std::move(judged), events, out);
}

}  // namespace chokepoint
