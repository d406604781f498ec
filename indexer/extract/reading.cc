// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/reading.h"

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

const Hit* find_near(const Reading& reading, std::size_t sentence, SetId set, std::size_t first,
                     std::size_t last, std::size_t window) {
  for (std::size_t i = reading.first_hit[sentence]; i < reading.first_hit[sentence + 1]; ++i) {
    const Hit& hit = reading.hits[i];
    if (hit.set == set && distance(first, last, hit.first, hit.last) <= window) return &hit;
  }
  return nullptr;
}

}  // namespace chokepoint
