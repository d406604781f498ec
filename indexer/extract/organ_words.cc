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
      adjective_(sets.of_class("organ-adjective")),
      break_(sets.of_class("organ-break")),
      void_(sets.of_class("organ-void")),
      former_(sets.of_class("organ-former")),
      owner_(sets.of_class("organ-owner")) {
  for (std::size_t i = 0; i < kAuthorityKinds.size(); ++i)
    nouns_[i] = sets.of_class("organ-" + std::string(kAuthorityKinds[i]));
}

std::vector<OrganNoun> OrganWords::nouns(const Reading& reading) const {
  std::vector<OrganNoun> nouns;
  std::vector<OrganNoun> titles;
  for (const Hit& hit : reading.hits) {
    if (hit.set == title_) titles.push_back({hit.first, hit.last, 0, true});
    const auto* kind = std::find(nouns_.begin(), nouns_.end(), hit.set);
    if (kind == nouns_.end()) continue;
    const auto kinds = static_cast<KindSet>(1U << (kind - nouns_.begin()));
    if (!nouns.empty() && hit.first < nouns.back().last) {
      OrganNoun& before = nouns.back();
      if (hit.first != before.first || hit.last < before.last) continue;
      if (hit.last > before.last) before = {hit.first, hit.last, kinds, false};
      before.kinds = static_cast<KindSet>(before.kinds | kinds);
      continue;
    }
    nouns.push_back({hit.first, hit.last, kinds, false});
  }
  auto title = titles.begin();
  for (OrganNoun& noun : nouns) {
    while (title != titles.end() && title->first < noun.first) ++title;
    for (auto same = title; same != titles.end() && same->first == noun.first; ++same)
      noun.is_title = noun.is_title || same->last == noun.last;
  }
  return nouns;
}

std::vector<std::uint8_t> OrganWords::marks(const Reading& reading) const {
  std::vector<std::uint8_t> marks(reading.tokens.size(), 0);
  const auto mark_of = [this](SetId set) -> std::uint8_t {
    if (set == adjective_) return kOrganAdjective;
    if (set == break_) return kOrganBreak;
    if (set == void_) return kOrganVoid;
    if (set == former_) return kOrganFormer;
    return set == owner_ ? kOrganOwner : 0;
  };
  for (const Hit& hit : reading.hits) {
    const std::uint8_t mark = mark_of(hit.set);
    if (mark == 0) continue;
    for (std::size_t i = hit.first; i < hit.last; ++i) marks[i] = static_cast<std::uint8_t>(marks[i] | mark);
  }
  return marks;
}

}  // namespace chokepoint
