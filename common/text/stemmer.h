// SPDX-License-Identifier: GPL-2.0-or-later
// Snowball stems (snowballstem.org, through Xapian). Words are indexed as they are; a stem only leads from
// a query word to its other forms (common/index/word_forms.h), so that phrases stay exact and one index
// holds many languages.
#pragma once

#include <string>
#include <string_view>

#include <xapian.h>

namespace chokepoint {

// Not to be shared by threads.
class Stemmer {
 public:
  // `language` as detect_language() gives it. A language that Snowball lacks gets a stemmer that does
  // nothing.
  explicit Stemmer(std::string_view language);

  bool is_active() const { return is_active_; }

  // The stem of a folded word. Words with a character that is no letter ("5g", "c++") are their own stem.
  std::string stem(const std::string& folded) const;

 private:
  Xapian::Stem stem_;
  bool is_active_ = false;
};

}  // namespace chokepoint
