// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/extract/organ_words.h"

#include <algorithm>
#include <bit>
#include <string>

namespace chokepoint {

KindSet kind_set(std::string_view kind) {
  const auto* found = std::find(kAuthorityKinds.begin(), kAuthorityKinds.end(), kind);
  return found == kAuthorityKinds.end() ? KindSet{0}
                                        : static_cast<KindSet>(1U << (found - kAuthorityKinds.begin()));
}

std::string_view first_kind(KindSet kinds) {
  return kAuthorityKinds[static_cast<std::size_t>(std::countr_zero(kinds))];
}

OrganWords::OrganWords(PhraseSets& sets)
    : title_(sets.of_class("organ-title")),
      marks_{{{sets.of_class("organ-adjective"), kOrganAdjective},
              {sets.of_class("organ-break"), kOrganBreak},
              {sets.of_class("organ-void"), kOrganVoid},
              {sets.of_class("organ-former"), kOrganFormer},
              {sets.of_class("organ-owner"), kOrganOwner}}} {
  for (std::size_t i = 0; i < kAuthorityKinds.size(); ++i)
    nouns_[i] = sets.of_class("organ-" + std::string(kAuthorityKinds[i]));
}

std::vector<OrganNoun> OrganWords::nouns(const Reading& reading) const {
  std::vector<OrganNoun> found;
  for (std::size_t i = 0; i < nouns_.size(); ++i) {
    const auto kind = static_cast<KindSet>(1U << i);
    for (const Hit& hit : reading.hits.of(nouns_[i])) found.push_back({hit.first, hit.last, kind, false});
  }
  // The longest at each place first.
  std::sort(found.begin(), found.end(), [](const OrganNoun& a, const OrganNoun& b) {
    return a.first != b.first ? a.first < b.first : a.last > b.last;
  });
  std::vector<OrganNoun> nouns;
  for (const OrganNoun& noun : found) {
    if (nouns.empty() || noun.first >= nouns.back().last) {
      nouns.push_back(noun);
    } else if (noun.first == nouns.back().first && noun.last == nouns.back().last) {
      nouns.back().kinds = static_cast<KindSet>(nouns.back().kinds | noun.kinds);
    }
  }
  for (OrganNoun& noun : nouns) {
    const auto titles = reading.hits.of(title_, noun.first, noun.first + 1);
    noun.is_title =
        std::any_of(titles.begin(), titles.end(), [&](const Hit& title) { return title.last == noun.last; });
  }
  return nouns;
}

std::vector<std::uint8_t> OrganWords::marks(const Reading& reading) const {
  std::vector<std::uint8_t> marks(reading.tokens.size(), 0);
  for (const auto& [set, mark] : marks_) {
    for (const Hit& hit : reading.hits.of(set)) {
      for (std::size_t i = hit.first; i < hit.last; ++i)
        marks[i] = static_cast<std::uint8_t>(marks[i] | mark);
    }
  }
  return marks;
}

}  // namespace chokepoint
