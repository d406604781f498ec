// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/reading.h"

#include <algorithm>
#include <map>

namespace chokepoint {

std::size_t distance(std::size_t first, std::size_t last, std::size_t other_first, std::size_t other_last) {
  if (other_first >= last) return other_first - last;
  if (first >= other_last) return first - other_last;
  return 0;
}

const CompanyRow* known_company(const Vocabulary::Data& data, std::uint32_t row) {
  return row < data.companies.size() ? &data.companies[row] : nullptr;
}

std::string_view company_name(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row) {
  const CompanyRow* known = known_company(data, row);
  return known != nullptr ? known->name
                          : std::string_view(reading.found_companies[row - data.companies.size()]);
}

void count_standings(Reading& reading) {
  constexpr auto kNever = static_cast<std::size_t>(-1);
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> last_of_state;  // any, as state
  std::map<std::uint32_t, std::size_t> last_of_company;
  for (const Mention& mention : reading.mentions) {
    const Section section = reading.sentences[mention.sentence].section;
    Standing& standing = mention.is_state() ? reading.states[mention.code] : reading.companies[mention.row];
    if (standing.sentences == 0) standing.first_sentence = mention.sentence;
    standing.in_title = standing.in_title || section == Section::kTitle;
    standing.in_lead = standing.in_lead || section == Section::kLead;
    if (!mention.is_state()) {
      std::size_t& last = last_of_company.try_emplace(mention.row, kNever).first->second;
      if (last != mention.sentence) ++standing.sentences;
      last = mention.sentence;
      continue;
    }
    auto& [last, last_acting] = last_of_state.try_emplace(mention.code, kNever, kNever).first->second;
    if (last != mention.sentence) ++standing.sentences;
    last = mention.sentence;
    if (!mention.acts_as_state) continue;
    if (last_acting != mention.sentence) ++standing.sentences_as_state;
    last_acting = mention.sentence;
    standing.in_title_as_state = standing.in_title_as_state || section == Section::kTitle;
    const bool is_organ = mention.kind == MentionKind::kAuthority || mention.kind == MentionKind::kMetonym;
    if (is_organ && section != Section::kBody) standing.organ_acts_early = true;
  }
}

std::string_view authority_name(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row) {
  const std::size_t known = data.authorities.size();
  return row < known ? data.authorities[row].name
                     : std::string_view(reading.found_authorities[row - known].name);
}

Cell authority_kind(const Reading& reading, const Vocabulary::Data& data, std::uint32_t row) {
  const std::size_t known = data.authorities.size();
  return row < known ? data.authorities[row].kind : reading.found_authorities[row - known].kind;
}

const Mention* find_principal_state(const Reading& reading) {
  std::map<std::string_view, std::pair<std::size_t, const Mention*>> counts;
  for (const Mention& mention : reading.mentions) {
    if (!mention.is_state() || !mention.acts_as_state) continue;
    if (reading.sentences[mention.sentence].section == Section::kTitle) return &mention;
    auto& [count, first] = counts[mention.code];
    ++count;
    if (first == nullptr) first = &mention;
  }
  const Mention* best = nullptr;
  std::size_t most = 0;
  for (const auto& [code, counted] : counts) {
    if (counted.first <= most) continue;
    most = counted.first;
    best = counted.second;
  }
  return best;
}

const Mention* find_principal_company(const Reading& reading) {
  constexpr std::size_t kSeveral = 3;
  std::map<std::uint32_t, std::pair<std::size_t, const Mention*>> counts;
  for (const Mention& mention : reading.mentions) {
    if (mention.is_state()) continue;
    if (reading.sentences[mention.sentence].section == Section::kTitle) return &mention;
    auto& [count, first] = counts[mention.row];
    ++count;
    if (first == nullptr) first = &mention;
  }
  const Mention* best = nullptr;
  std::size_t most = kSeveral - 1;
  for (const auto& [row, counted] : counts) {
    if (counted.first <= most) continue;
    most = counted.first;
    best = counted.second;
  }
  return best;
}

std::span<const AuthorityAnaphor> anaphors_in(const Reading& reading, std::size_t sentence) {
  const auto& all = reading.authority_anaphors;
  const auto first = std::lower_bound(
      all.begin(), all.end(), sentence,
      [](const AuthorityAnaphor& each, std::size_t wanted) { return each.sentence < wanted; });
  auto last = first;
  while (last != all.end() && last->sentence == sentence) ++last;
  return {first, last};
}

bool is_in_sentence(const Reading& reading, std::size_t sentence, SetId set) {
  const Sentence& place = reading.sentences[sentence];
  return reading.hits.any(set, place.first, place.last, [](const Hit&) { return true; });
}

bool is_near(const Reading& reading, std::size_t sentence, SetId set, std::size_t first, std::size_t last,
             std::size_t window) {
  const Sentence& place = reading.sentences[sentence];
  return reading.hits.any(set, place.first, place.last, [&](const Hit& hit) {
    return distance(first, last, hit.first, hit.last) <= window;
  });
}

}  // namespace chokepoint
