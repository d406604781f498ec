// SPDX-License-Identifier: GPL-2.0-or-later
// The one form in which words are compared: NFKC case folding (which also drops soft hyphens and
// zero-width joiners), then the diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic taken off. Marks
// that make a letter a different one (Indic vowel signs, kana voicing) stay.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// `text` is valid UTF-8. The result may be longer (U+FDFA becomes 18 characters) or empty. Runs of more
// than 30 combining marks are cut to 30 (UAX #15, Stream-Safe Text), so that time stays linear.
std::string fold(std::string_view text);

}  // namespace chokepoint
