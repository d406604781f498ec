// SPDX-License-Identifier: GPL-2.0-or-later
// The page that tells why an article has the labels it has: its cleaned text with dropped lines where they
// stood, then each facet value and event with the rule and the sentence that gave it.
#pragma once

#include <string>

#include "common/article/article.h"

namespace chokepoint {

// Text for people, escaped for a terminal.
std::string explain_article(const Article& article);

}  // namespace chokepoint
