// SPDX-License-Identifier: GPL-2.0-or-later
// Tells which stretches of a text cannot hold a hit, for a twentieth of what it costs to break them into
// words. In a long article most cannot.
//
// It errs on one side only: a stretch with a hit is never ruled out. What the Analyzer makes of a plain one,
// of ASCII and common punctuation, are runs of its letters and digits; others are not judged.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searcher/snippet.h"

namespace chokepoint {

// Where the stretch ends that begins at `begin`: at a line end or, if that is far, between two words. The
// Analyzer makes the same of stretches as of the whole text. `text` is valid UTF-8.
std::size_t stretch_end(std::string_view text, std::size_t begin);

class HitFilter {
 public:
  explicit HitFilter(const HighlightTerms& terms);

  enum class Verdict {
    kMayHold,
    kNoHit,   // words, but none that is asked for
    kNoWord,  // no word at all: what is before it is next to what is after it
  };

  // Not to be shared by threads.
  Verdict judge(std::string_view stretch);

 private:
  // What one pass over a stretch tells.
  struct Look {
    bool is_plain = false;  // and if not, nothing else is known
    bool has_letters = false;
    bool may_hold = false;  // the beginning of a needle, at least
  };

  void add(std::string_view term);
  void note_beginning(std::string_view needle);
  Look look_at(std::string_view stretch) const;
  bool holds_needle(std::string_view stretch);

  std::vector<std::string> needles_;
  std::bitset<std::size_t{1} << 15U> beginnings_;  // by the numbers of three letters; see hit_filter.cc
  bool is_off_ = false;
  std::string letters_;  // of the stretch that is being judged
};

}  // namespace chokepoint
