// SPDX-License-Identifier: GPL-2.0-or-later
// Which language a text is in, by CLD2 (libcld2: trained on web pages, offline, reliable from about a
// sentence on).
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// BCP 47 primary subtag ("en", "zh", "he") of valid UTF-8 text; looks at the first 64 KiB. Of a text of more
// than 1,600 bytes it first looks at eight parts of 200 bytes, spread evenly from the beginning to the end;
// only if these are not clearly in one language does it read all. `declared` (a BCP 47 tag in any case, such
// as "pt-BR"; may be empty or nonsense) tips the balance between languages that are much alike, and is the
// answer where CLD2 is not sure; a page whose template declares another language than its text is in does not
// mislead. Empty if neither tells. Thread-safe.
std::string detect_language(std::string_view text, std::string_view declared = {});

}  // namespace chokepoint
