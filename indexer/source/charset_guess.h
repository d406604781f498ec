// SPDX-License-Identifier: GPL-2.0-or-later
// Which encoding bytes are in that nothing declares: the one by which they become likely text of some
// language. Each candidate decodes a sample; the letters that come out cost what they are rare in a language
// written in that encoding (letter_frequencies.h), and what words do not have (a sign or a capital inside of
// them, letters of two scripts, a character that no encoding would have been chosen for) costs more. The
// cheapest wins; by how much, and against which other text, says how sure that is.
#pragma once

#include <optional>
#include <string_view>

#include "indexer/source/charset_labels.h"

namespace chokepoint {

struct CharsetGuess {
  const Charset* charset = nullptr;
  std::string_view language;           // as which the text is likeliest: a hint at why, not a finding
  const Charset* runner_up = nullptr;  // the likeliest one that gives another text; null if there is none
  bool is_certain = false;
};

// Nothing if by no encoding the bytes become likely text. Tries those in which text outside of ASCII is
// found: not UTF-8. Looks at some 16 KiB with as much text outside of ASCII as there is; `bytes` may be a
// page, whose tags and scripts do not count. Linear.
std::optional<CharsetGuess> guess_charset(std::string_view bytes);

// The same of UTF-16 and UTF-32 without a byte order mark.
std::optional<CharsetGuess> guess_wide_charset(std::string_view bytes);

// Whether `bytes` may be text in `charset`: that it is not much less likely than by the `guess`. True of
// charsets that are never guessed.
bool is_plausible(std::string_view bytes, const Charset& charset, const CharsetGuess& guess);

}  // namespace chokepoint
