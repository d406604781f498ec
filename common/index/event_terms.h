// SPDX-License-Identifier: GPL-2.0-or-later
// Terms that let a search ask for several things of one event: where the US considers a ban and India has
// one in force, nothing is both "actor US" and "status in-force". For each event the indexer adds a term
// for every combination of two or more of its roles; the searcher asks for the one it needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article/article.h"

namespace chokepoint {

// The roles asked of one event; an empty view asks nothing of that role.
struct EventRoles {
  std::string_view actor;
  std::string_view target;
  std::string_view measure;
  std::string_view status;
};

// How many roles are asked for.
int count_roles(const EventRoles& roles);

// The term of events that have all these roles; at least two must be asked for.
std::string event_term(const EventRoles& roles);

// All terms of an event: each combination of two or more of its roles, each once.
std::vector<std::string> event_terms(const Event& event);

}  // namespace chokepoint
