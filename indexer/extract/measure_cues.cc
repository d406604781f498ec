// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/measure_cues.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr std::size_t kWholeSentence = 1'000'000;
constexpr std::size_t kFarReach = 40;       // words from the head, for a condition met with a flaw
constexpr std::size_t kApart = 8;           // words between two tellings of one leaf in a sentence
constexpr std::size_t kMaxMatches = 16;     // of a sentence; one with more is no prose, and costs as much
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
  Hit head;
  std::string_view flaw;
};

// A hit of the set covers the token, or ends before it.
bool covers(const Reading& reading, const Sentence& sentence, SetId set, std::size_t token) {
  return reading.hits.any(set, sentence.first, sentence.last,
                          [token](const Hit& hit) { return hit.first <= token && token < hit.last; });
}
bool ends_before(const Reading& reading, const Sentence& sentence, SetId set, std::size_t token) {
  return reading.hits.any(set, sentence.first, sentence.last,
                          [token](const Hit& hit) { return hit.last == token; });
}

}  // namespace

MeasureCues::MeasureCues(const std::vector<MeasureCueRow>& rows, PhraseSets& sets)
    : company_anaphor_(sets.of_class("company-anaphor")),
      auxiliary_(sets.of_class("auxiliary")),
      after_passive_(sets.of_class("after-passive")) {
  for (const MeasureCueRow& row : rows) {
    const std::string where = "measure_cues.tsv: row \"" + std::string(row.id) + '"';
    Cue cue;
    cue.row = &row;
    cue.is_of_state = row.actor == "state";
    const std::size_t slash = std::min(row.within.find('/'), row.within.size());
    cue.window = row.within.empty() ? kWholeSentence : read_number(row, row.within.substr(0, slash));
    cue.wide_window =
        slash == row.within.size() ? cue.window : read_number(row, row.within.substr(slash + 1));
    cue.with = sets.add(row.with, where);
    cue.and_with = sets.add(row.and_with, where);
    cue.without = sets.add(row.without, where);
    const SetId set = sets.add(row.head, where);
    if (set == kNoSet) throw UsageError(where + ": the head is empty");
    auto head =
        std::find_if(heads_.begin(), heads_.end(), [set](const Head& each) { return each.set == set; });
    if (head == heads_.end()) head = heads_.insert(head, {set, {}});
    head->cues.push_back(static_cast<std::uint32_t>(cues_.size()));
    cues_.push_back(cue);
  }
}

// "Blip has blocked users", "the company suspended sales": the head is a verb in the active voice, and a
// company its subject. A bare participle may be a passive, "Blip banned in Nepal", as the next word tells.
bool MeasureCues::is_act_of_company(const Reading& reading, std::size_t sentence, const Hit& head) const {
  const Sentence& place = reading.sentences[sentence];
  std::size_t subject_end = head.first;
  while (subject_end > place.first && head.first - subject_end < kMaxAuxiliaries &&
         covers(reading, place, auxiliary_, subject_end - 1))
    --subject_end;
  if (!ends_before(reading, place, kCompanySet, subject_end) &&
      !ends_before(reading, place, company_anaphor_, subject_end))
    return false;
  const std::string_view verb = reading.bytes(head.first, head.first + 1);
  if (subject_end == head.first) {
    const bool goes_on = head.last < place.last && reading.tokens[head.last].kind != TokenKind::kMark;
    return verb.ends_with("ed") && goes_on && !covers(reading, place, after_passive_, head.last);
  }
  const std::string_view auxiliary = reading.bytes(head.first - 1, head.first);
  const bool may_be_passive = auxiliary == "is" || auxiliary == "are";
  return !may_be_passive || verb.ends_with("ing");
}

template <typename CompanyActs>
MeasureCues::Fit MeasureCues::fit(const Cue& cue, const Reading& reading, std::size_t sentence,
                                  const Hit& head, CompanyActs company_acts, std::string_view& flaw) const {
  std::size_t flaws = 0;
  const auto near = [&](SetId set, std::size_t window) {
    return is_near(reading, sentence, set, head.first, head.last, window);
  };
  const auto miss = [&](std::string_view what) {
    flaw = what;
    ++flaws;
  };
  flaw = {};
  if (cue.with != kNoSet && !near(cue.with, cue.window)) {
    if (!near(cue.with, kFarReach)) return Fit::kNone;
    miss("with is far");
  }
  if (cue.is_of_state && company_acts()) miss("company acts");
  if (cue.and_with != kNoSet && !near(cue.and_with, cue.wide_window)) {
    miss(near(cue.and_with, kFarReach) ? "and is far" : "and is missing");
  }
  if (cue.without != kNoSet && near(cue.without, cue.wide_window)) miss("without");
  if (flaws > 1) return Fit::kNone;
  return flaws == 0 ? Fit::kFull : Fit::kFlawed;
}

std::vector<MeasureMatch> MeasureCues::find(const Reading& reading) const {
  std::vector<MeasureMatch> matches;
  const std::vector<HeadHit> heads = find_heads(reading);
  std::size_t sentence = 0;
  for (auto first = heads.begin(); first != heads.end();) {
    while (reading.sentences[sentence].last <= first->hit.first) ++sentence;
    const std::size_t end = reading.sentences[sentence].last;
    const auto last =
        std::find_if(first, heads.end(), [end](const HeadHit& each) { return each.hit.first >= end; });
    find_in_sentence(reading, sentence, {first, last}, matches);
    first = last;
  }
  return matches;
}

// In the order of the text.
std::vector<MeasureCues::HeadHit> MeasureCues::find_heads(const Reading& reading) const {
  std::vector<HeadHit> found;
  for (const Head& head : heads_) {
    reading.hits.any(head.set, 0, reading.tokens.size(), [&](const Hit& hit) {
      found.push_back({&head, hit});
      return false;
    });
  }
  std::sort(found.begin(), found.end(), [](const HeadHit& a, const HeadHit& b) {
    if (a.hit.first != b.hit.first) return a.hit.first < b.hit.first;
    return a.hit.last != b.hit.last ? a.hit.last < b.hit.last : a.head < b.head;
  });
  return found;
}

// Rows higher in the table take their heads first; a head that serves another row too is a flaw. A match with
// a flaw comes after all that have none.
void MeasureCues::find_in_sentence(const Reading& reading, std::size_t sentence,
                                   std::span<const HeadHit> heads, std::vector<MeasureMatch>& matches) const {
  std::vector<Candidate> candidates;
  for (const auto& [head, hit] : heads) {
    std::optional<bool> is_act;  // known once a cue asks
    const auto company_acts = [&] {
      if (!is_act) is_act = is_act_of_company(reading, sentence, hit);
      return *is_act;
    };
    for (const std::uint32_t cue : head->cues) {
      std::string_view flaw;
      if (fit(cues_[cue], reading, sentence, hit, company_acts, flaw) != Fit::kNone)
        candidates.push_back({cue, hit, flaw});
    }
  }
  std::stable_sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.flaw.empty() != b.flaw.empty() ? a.flaw.empty() : a.cue < b.cue;
  });
  const std::size_t first_match = matches.size();
  std::vector<Hit> claimed;
  for (const Candidate& candidate : candidates) {
    const MeasureCueRow* row = cues_[candidate.cue].row;
    const Hit& head = candidate.head;
    const bool is_claimed = std::any_of(claimed.begin(), claimed.end(), [&head](const Hit& other) {
      return head.first < other.last && other.first < head.last;
    });
    // What a special row has read, a general one may have read wrongly.
    const std::string_view flaw = is_claimed && candidate.flaw.empty() ? "claimed" : candidate.flaw;
    if (is_claimed && !candidate.flaw.empty()) continue;
    const bool is_told = std::any_of(
        matches.begin() + static_cast<std::ptrdiff_t>(first_match), matches.end(), [&](const auto& other) {
          return other.cue->leaf == row->leaf &&
                 distance(head.first, head.last, other.first, other.last) < kApart;
        });
    if (is_told) continue;
    if (matches.size() - first_match == kMaxMatches) break;
    claimed.push_back(head);
    matches.push_back({row, sentence, head.first, head.last, flaw});
  }
}

}  // namespace chokepoint
