// SPDX-License-Identifier: GPL-2.0-or-later
// Where the sets of phrases occur in an article, filed by set: whoever asks, asks of a few sets each, and
// most sets occur nowhere. Mentions and sums of money count as hits of their pseudo-classes once they are
// added.
//
// A set may list others, classes of words and pseudo-classes, whose hits are its own. They are not filed
// again: any() looks there, too.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

using SetId = std::uint32_t;
inline constexpr SetId kNoSet = 0;       // the set of no phrase
inline constexpr SetId kCompanySet = 1;  // the pseudo-classes
inline constexpr SetId kStateSet = 2;
inline constexpr SetId kAuthoritySet = 3;
inline constexpr SetId kSumSet = 4;
inline constexpr SetId kAppSet = 5;     // companies that the public uses: platforms, services, software
inline constexpr SetId kVendorSet = 6;  // companies that equip: telecom, chips, cameras, drones
inline constexpr SetId kFirstOwnSet = 7;

// By set, the sets that it lists; these list none.
using ListedSets = std::vector<std::vector<SetId>>;

struct Hit {
  std::uint32_t first = 0;  // tokens, half-open
  std::uint32_t last = 0;

  bool operator==(const Hit&) const = default;
};

struct SetHit {
  SetId set = kNoSet;
  Hit hit;
};

class Hits {
 public:
  Hits() = default;

  // `found` is in the order of the text; its sets are below `listed.size()`, and none is a pseudo-class.
  // `listed` must outlive the hits.
  Hits(const std::vector<SetHit>& found, const ListedSets& listed);

  // One after the other in the order of the text.
  void add(SetId pseudo_class, Hit hit) { mentions_[pseudo_class].push_back(hit); }

  // The hits of a set that lists no other, as classes do, in the order of the text; those that begin in
  // [first, last).
  std::span<const Hit> of(SetId set) const;
  std::span<const Hit> of(SetId set, std::size_t first, std::size_t last) const;

  bool begins_at(SetId set, std::size_t token) const { return !of(set, token, token + 1).empty(); }

  // Whether some hit that begins in [first, last) fits: of a phrase of the set or of a set that it lists.
  template <typename Fits>
  bool any(SetId set, std::size_t first, std::size_t last, Fits fits) const;

 private:
  std::vector<Hit> hits_;              // by set
  std::vector<std::uint32_t> begins_;  // by set: where its hits begin; one more entry for the end
  const ListedSets* listed_ = nullptr;
  std::array<std::vector<Hit>, kFirstOwnSet> mentions_;  // by pseudo-class
};

template <typename Fits>
bool Hits::any(SetId set, std::size_t first, std::size_t last, Fits fits) const {
  const auto is_any_of = [&](SetId each) {
    const auto hits = of(each, first, last);
    return std::any_of(hits.begin(), hits.end(), fits);
  };
  if (is_any_of(set)) return true;
  if (listed_ == nullptr || set >= listed_->size()) return false;
  const std::vector<SetId>& listed = (*listed_)[set];
  return std::any_of(listed.begin(), listed.end(), is_any_of);
}

}  // namespace chokepoint
