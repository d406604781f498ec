// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/measure_cues.h"

#include <algorithm>
#include <charconv>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr std::size_t kWholeSentence = 1'000'000;
constexpr std::size_t kMaxAuxiliaries = 3;  // "has now also blocked"

std::size_t read_number(const MeasureCueRow& row, std::string_view text) {
  std::size_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) {
    throw UsageError("measure_cues.tsv: row \"" + std::string(row.id) +
                     "\": \"within\" is not a number of words: \"" + std::string(row.within) + '"');
  }
  return number;
}

struct Candidate {
  std::uint32_t cue = 0;
  const Hit* head = nullptr;
};

}  // namespace

MeasureCues::MeasureCues(const std::vector<MeasureCueRow>& rows, PhraseSets& sets)
    : company_anaphor_(sets.of_class("company-anaphor")),
      auxiliary_(sets.of_class("auxiliary")),
      after_passive_(sets.of_class("after-passive")) {
  for (const MeasureCueRow& row : rows) {
    const std::string where = "measure_cues.tsv: row \"" + std::string(row.id) + '"';
    Cue cue;
    cue.row = &row;
    const std::size_t slash = std::min(row.within.find('/'), row.within.size());
    cue.window = row.within.empty() ? kWholeSentence : read_number(row, row.within.substr(0, slash));
    cue.wide_window =
        slash == row.within.size() ? cue.window : read_number(row, row.within.substr(slash + 1));
    cue.with = sets.add(row.with, where);
    cue.and_with = sets.add(row.and_with, where);
    cue.without = sets.add(row.without, where);
    const SetId head = sets.add(row.head, where);
    if (head == kNoSet) throw UsageError(where + ": the head is empty");
    if (cues_of_head_.size() <= head) cues_of_head_.resize(head + 1);
    cues_of_head_[head].push_back(static_cast<std::uint32_t>(cues_.size()));
    cues_.push_back(cue);
  }
}

// "Blip has blocked users", "the company suspended sales": the head is a verb in the active voice, and a
// company its subject. A bare participle may be a passive, "Blip banned in Nepal", as the next word tells.
bool MeasureCues::is_act_of_company(const Reading& reading, std::size_t sentence, const Hit& head) const {
  const std::size_t begin = reading.sentences[sentence].first;
  const std::size_t end = reading.sentences[sentence].last;
  const auto is_company_before = [&](std::size_t token) {
    for (std::size_t i = reading.first_hit[sentence]; i < reading.first_hit[sentence + 1]; ++i) {
      const Hit& hit = reading.hits[i];
      if (hit.last == token && (hit.set == kCompanySet || hit.set == company_anaphor_)) return true;
    }
    return false;
  };
  const auto in_set = [&](SetId set, std::size_t token) {
    for (std::size_t i = reading.first_hit[sentence]; i < reading.first_hit[sentence + 1]; ++i) {
      const Hit& hit = reading.hits[i];
      if (hit.set == set && hit.first <= token && token < hit.last) return true;
    }
    return false;
  };
  std::size_t subject_end = head.first;
  while (subject_end > begin && head.first - subject_end < kMaxAuxiliaries &&
         in_set(auxiliary_, subject_end - 1))
    --subject_end;
  if (!is_company_before(subject_end)) return false;
  const std::string_view verb = reading.bytes(head.first, head.first + 1);
  if (subject_end == head.first) {
    const bool goes_on = head.last < end && reading.tokens[head.last].kind != TokenKind::kMark;
    return verb.ends_with("ed") && goes_on && !in_set(after_passive_, head.last);
  }
  const std::string_view auxiliary = reading.bytes(head.first - 1, head.first);
  const bool may_be_passive = auxiliary == "is" || auxiliary == "are";
  return !may_be_passive || verb.ends_with("ing");
}

bool MeasureCues::fits(const Cue& cue, const Reading& reading, std::size_t sentence, const Hit& head) const {
  if (cue.row->actor == "state" && is_act_of_company(reading, sentence, head)) return false;
  const auto near = [&](SetId set, std::size_t window) {
    return find_near(reading, sentence, set, head.first, head.last, window) != nullptr;
  };
  if (cue.with != kNoSet && !near(cue.with, cue.window)) return false;
  if (cue.and_with != kNoSet && !near(cue.and_with, cue.wide_window)) return false;
  return cue.without == kNoSet || !near(cue.without, cue.wide_window);
}

std::vector<MeasureMatch> MeasureCues::find(const Reading& reading) const {
  std::vector<MeasureMatch> matches;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) find_in_sentence(reading, i, matches);
  return matches;
}

// Rows higher in the table take their heads first; no head serves two rows.
void MeasureCues::find_in_sentence(const Reading& reading, std::size_t sentence,
                                   std::vector<MeasureMatch>& matches) const {
  std::vector<Candidate> candidates;
  for (std::size_t i = reading.first_hit[sentence]; i < reading.first_hit[sentence + 1]; ++i) {
    const Hit& hit = reading.hits[i];
    if (hit.set >= cues_of_head_.size()) continue;
    for (const std::uint32_t cue : cues_of_head_[hit.set]) {
      if (fits(cues_[cue], reading, sentence, hit)) candidates.push_back({cue, &hit});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.cue < b.cue; });
  std::vector<const Hit*> claimed;
  std::vector<Cell> leaves;
  for (const Candidate& candidate : candidates) {
    const MeasureCueRow* row = cues_[candidate.cue].row;
    const Hit* head = candidate.head;
    const bool is_claimed = std::any_of(claimed.begin(), claimed.end(), [head](const Hit* other) {
      return head->first < other->last && other->first < head->last;
    });
    if (is_claimed) continue;
    claimed.push_back(head);
    if (std::find(leaves.begin(), leaves.end(), row->leaf) != leaves.end()) continue;
    leaves.push_back(row->leaf);
    matches.push_back({row, sentence, head->first, head->last});
  }
}

}  // namespace chokepoint
