// SPDX-License-Identifier: GPL-2.0-or-later
// What the organs of a state are called: the nouns of the classes "organ-court", "organ-ministry" ... of
// word_classes.tsv, one class a kind of authorities.tsv, and the words that may stand before such a noun.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/extract/phrase_sets.h"
#include "indexer/extract/reading.h"

namespace chokepoint {

// In the order of preference for a noun that several kinds share.
inline constexpr std::array<std::string_view, 11> kAuthorityKinds = {
    "court",    "regulator", "ministry",     "parliament", "police",    "prosecutor",
    "security", "head",      "central-bank", "army",       "government"};

using KindSet = std::uint16_t;  // bit i stands for kAuthorityKinds[i]

// The set of one kind; empty for a kind that is none.
KindSet kind_set(std::string_view kind);

// The first kind of a set that is not empty.
std::string_view first_kind(KindSet kinds);

struct OrganNoun {
  std::size_t first = 0;  // tokens, half-open
  std::size_t last = 0;
  KindSet kinds = 0;
  bool is_title = false;  // of a person, whose name may follow: "minister", "governor"
};

// What single tokens may be in the name of an organ; bits.
enum OrganMark : std::uint8_t {
  kOrganAdjective = 1,  // "national", "data", "protection"
  kOrganBreak = 2,      // no part of a name, although it has a capital: "The", "Monday"
  kOrganVoid = 4,       // of what is no organ of a state: "University"
  kOrganFormer = 8,     // who is no longer one: "former"
  kOrganOwner = 16      // stands for the state: "the country's"
};

class OrganWords {
 public:
  explicit OrganWords(PhraseSets& sets);

  // The nouns of an article in the order of the text, the longest at each place.
  std::vector<OrganNoun> nouns(const Reading& reading) const;

  // By token, its marks.
  std::vector<std::uint8_t> marks(const Reading& reading) const;

 private:
  std::array<SetId, kAuthorityKinds.size()> nouns_{};
  SetId title_;
  std::array<std::pair<SetId, OrganMark>, 5> marks_;
};

}  // namespace chokepoint
