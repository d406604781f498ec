// SPDX-License-Identifier: GPL-2.0-or-later
// Which language a text is in, by CLD2 (libcld2: trained on web pages, offline, reliable from about a
// sentence on).
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// BCP 47 primary subtag ("en", "zh", "he") of valid UTF-8 text; empty if CLD2 is not sure. Looks at the
// first 64 KiB. Thread-safe.
std::string detect_language(std::string_view text);

}  // namespace chokepoint
