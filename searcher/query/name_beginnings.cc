// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/name_beginnings.h"

#include <string>

#include "common/base/utf8.h"
#include "common/text/fold.h"

namespace chokepoint {
namespace {

constexpr unsigned kFirstNonAscii = 0x80;

unsigned lower_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte;
}

// Cyrillic to Khmer, katakana, Han, Hangul: no letter there folds to an ASCII one, so that a query in ASCII
// spares the folding of hundreds of letters.
bool is_far_from_ascii(char32_t letter) {
  return (letter >= 0x0400 && letter < 0x1C80) || (letter >= 0x30A1 && letter < 0x3200) ||
         (letter >= 0x3400 && letter < 0xA000) || (letter >= 0xAC00 && letter < 0xD800);
}

bool ends_item(char c) {
  return c == '\t' || c == ';';
}

// True of what may be the second byte of a word.
bool goes_on(unsigned lower) {
  return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
}

std::size_t pair_of(unsigned first, unsigned second) {
  return first * 256 + second;
}

}  // namespace

void NameBeginnings::add(std::string_view folded) {
  if (folded.empty()) return;
  const unsigned first = lower_byte(folded[0]);
  pairs_.set(pair_of(first, folded.size() > 1 ? lower_byte(folded[1]) : 0));
  if (first < kFirstNonAscii)
    first_ascii_.set(first);
  else
    is_ascii_ = false;
  first_letters_.insert(decode_utf8(folded, 0).value);
}

bool NameBeginnings::may_begin(std::string_view name) const {
  if (name.empty()) return false;
  const unsigned first = lower_byte(name[0]);
  if (first >= kFirstNonAscii) return may_begin_letter(name);
  if (!first_ascii_[first]) return false;
  const unsigned second = name.size() > 1 ? lower_byte(name[1]) : 0;
  if (second >= kFirstNonAscii) return true;
  return pairs_.test(pair_of(first, second)) || (!goes_on(second) && pairs_.test(pair_of(first, 0)));
}

bool NameBeginnings::may_begin_letter(std::string_view name) const {
  const DecodedCodePoint letter = decode_utf8(name, 0);
  if (is_ascii_ && is_far_from_ascii(letter.value)) return false;
  const auto [known, is_new] = known_letters_.try_emplace(letter.value, false);
  if (is_new) {
    const std::string folded = fold(name.substr(0, letter.length));
    known->second = !folded.empty() && first_letters_.contains(decode_utf8(folded, 0).value);
  }
  return known->second;
}

bool NameBeginnings::may_stand_in(std::string_view line) const {
  const char* at = line.data();
  const char* const end = at + line.size();
  while (at != end) {
    while (at != end && *at == ' ') ++at;
    if (may_begin(std::string_view(at, static_cast<std::size_t>(end - at)))) return true;
    while (at != end && !ends_item(*at)) ++at;
    if (at != end) ++at;
  }
  return false;
}

}  // namespace chokepoint
