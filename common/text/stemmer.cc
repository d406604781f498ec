// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/stemmer.h"

#include <algorithm>

namespace chokepoint {
namespace {

bool is_stemmable(const std::string& word) {
  return word.size() > 2 && std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
         });
}

}  // namespace

Stemmer::Stemmer(std::string_view language) {
  if (language.empty()) return;
  try {
    stem_ = Xapian::Stem(std::string(language));
    is_active_ = !stem_.is_none();
  } catch (const Xapian::InvalidArgumentError&) {
    // No Snowball stemmer for this language: its words are found as they are written.
  }
}

std::string Stemmer::stem(const std::string& folded) const {
  return is_active_ && is_stemmable(folded) ? stem_(folded) : folded;
}

}  // namespace chokepoint
