// SPDX-License-Identifier: GPL-2.0-or-later
// Pages that a server gives instead of an article: not found, access denied, prove that you are no robot.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

// The phrase of error_pages.tsv that a short page shows; empty if it shows none, or if the page is long.
std::string error_page_sign(std::string_view title, std::string_view text);

}  // namespace chokepoint
