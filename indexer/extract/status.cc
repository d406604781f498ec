// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/status.h"

#include <charconv>
#include <string>

#include "common/base/error.h"

namespace chokepoint {

namespace {

constexpr std::string_view kNone = "none";

}  // namespace

StatusRules::StatusRules(const std::vector<StatusCueRow>& rows, PhraseSets& sets)
    : prohibition_(sets.of_class("may-not")) {
  for (const StatusCueRow& row : rows) {
    Rule rule;
    rule.row = &row;
    rule.words = sets.add(row.words, "status_cues.tsv: row \"" + std::string(row.id) + '"');
    read_place(row, rule);
    rules_.push_back(rule);
  }
}

void StatusRules::read_place(const StatusCueRow& row, Rule& rule) {
  constexpr std::size_t kWholeSentence = 1'000'000;
  if (row.place == "sentence") {
    rule.window = kWholeSentence;
    return;
  }
  std::string_view rest = row.place;
  if (rest.starts_with("before ")) {
    rule.place = Place::kBefore;
    rest.remove_prefix(7);
  } else if (rest.starts_with("after ")) {
    rule.place = Place::kAfter;
    rest.remove_prefix(6);
  } else if (rest.starts_with("near ")) {
    rest.remove_prefix(5);
  }
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), rule.window);
  if (error != std::errc() || stop != rest.data() + rest.size()) {
    throw UsageError("status_cues.tsv: row \"" + std::string(row.id) + "\": no such place: \"" +
                     std::string(row.place) + '"');
  }
}

bool StatusRules::is_in_prohibition(const Reading& reading, std::size_t sentence, const Hit& word) const {
  for (std::size_t i = reading.first_hit[sentence]; i < reading.first_hit[sentence + 1]; ++i) {
    const Hit& hit = reading.hits[i];
    if (hit.set == prohibition_ && hit.first <= word.first && word.last <= hit.last) return true;
  }
  return false;
}

StatusFinding StatusRules::judge(const Reading& reading, const MeasureMatch& match) const {
  const std::size_t begin = reading.first_hit[match.sentence];
  const std::size_t end = reading.first_hit[match.sentence + 1];
  for (const Rule& rule : rules_) {
    for (std::size_t i = begin; i < end; ++i) {
      const Hit& hit = reading.hits[i];
      if (hit.set != rule.words) continue;
      if (rule.place == Place::kBefore && hit.last > match.first) continue;
      if (rule.place == Place::kAfter && hit.first < match.last) continue;
      if (distance(match.first, match.last, hit.first, hit.last) >= rule.window) continue;
      if (rule.row->status != kNone || !is_in_prohibition(reading, match.sentence, hit))
        return {rule.row->status, rule.row->id, false};
    }
  }
  const bool is_news = reading.sentences[match.sentence].section != Section::kBody;
  return is_news ? StatusFinding{"announced", "news", true} : StatusFinding{"in-force", "told as fact", true};
}

}  // namespace chokepoint
