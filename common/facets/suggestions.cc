// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/facets/suggestions.h"

#include <algorithm>
#include <utility>

#include "common/facets/edit_distance.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxEdits = 2;
constexpr std::size_t kShortBytes = 4;
constexpr std::size_t kMaxNear = 3;
constexpr std::size_t kMaxCompletions = 5;
constexpr std::size_t kLeastCompletedBytes = 2;

}  // namespace

// Two edits turn any short word into any other.
Suggestions::Suggestions(std::string folded_wrong)
    : wrong_(std::move(folded_wrong)), limit_(wrong_.size() < kShortBytes ? 1 : kMaxEdits) {}

void Suggestions::consider(std::string_view folded_spelling, std::string_view value) {
  if (has_word_begun_by_wrong(folded_spelling)) completions_.emplace(value);
  const std::size_t distance = edit_distance(wrong_, folded_spelling, limit_);
  if (distance > limit_) return;
  const auto [found, is_new] = distance_of_.emplace(value, distance);
  if (!is_new) found->second = std::min(found->second, distance);
}

bool Suggestions::has_word_begun_by_wrong(std::string_view spelling) const {
  if (wrong_.size() < kLeastCompletedBytes) return false;
  for (std::size_t at = spelling.find(wrong_); at != std::string_view::npos;
       at = spelling.find(wrong_, at + 1)) {
    if (at == 0 || spelling[at - 1] == ' ' || spelling[at - 1] == '-') return true;
  }
  return false;
}

std::vector<std::string> Suggestions::best() const {
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [value, distance] : distance_of_) ranked.emplace_back(distance, value);
  std::sort(ranked.begin(), ranked.end());
  if (ranked.size() > kMaxNear) ranked.resize(kMaxNear);
  std::vector<std::string> values;
  for (auto& [distance, value] : ranked) values.push_back(std::move(value));
  if (completions_.size() > kMaxCompletions) return values;
  for (const std::string& value : completions_) {
    if (!distance_of_.contains(value)) values.push_back(value);
  }
  return values;
}

}  // namespace chokepoint
