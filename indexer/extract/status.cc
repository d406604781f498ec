// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/status.h"

#include <charconv>
#include <string>

#include "common/base/error.h"
#include "indexer/extract/grammar.h"

namespace chokepoint {

StatusRules::StatusRules(const std::vector<StatusCueRow>& rows, PhraseSets& sets) {
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

// "from May 2024", "in May": the month, not the modal.
static bool is_month(const Reading& reading, const Hit& hit) {
  if (hit.last != hit.first + 1 || !reading.tokens[hit.first].capital) return false;
  const auto is_number = [&](std::size_t token) {
    return token < reading.tokens.size() && reading.tokens[token].kind == TokenKind::kNumber;
  };
  return is_number(hit.last) || (hit.first > 0 && is_number(hit.first - 1)) ||
         Grammar::ends(reading, hit.first, WordKind::kPreposition);
}

bool StatusRules::fires(const Rule& rule, const Reading& reading, const MeasureMatch& match) {
  const Sentence& sentence = reading.sentences[match.sentence];
  return reading.hits.any(rule.words, sentence.first, sentence.last, [&](const Hit& hit) {
    if (rule.place == Place::kBefore && hit.last > match.first) return false;
    if (rule.place == Place::kAfter && hit.first < match.last) return false;
    if (distance(match.first, match.last, hit.first, hit.last) >= rule.window) return false;
    return !is_month(reading, hit);
  });
}

std::vector<std::string_view> StatusRules::read(const Reading& reading, const MeasureMatch& match) const {
  std::vector<std::string_view> found;
  for (const Rule& rule : rules_) {
    if (fires(rule, reading, match)) found.push_back(rule.row->id);
  }
  return found;
}

}  // namespace chokepoint
