// SPDX-License-Identifier: GPL-2.0-or-later
// Links that a terminal makes clickable (OSC 8), to an article's file. The address is percent-encoded, so
// nothing of a file name reaches the terminal as it is; addresses inside articles never become links.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// `text` as a link to `path` by `format` ("default" is file://{host}{path}; a template's own characters
// are escaped); the text alone if `format` is "none" or empty.
std::string linked(std::string_view text, std::string_view path, std::string_view format);

}  // namespace chokepoint
