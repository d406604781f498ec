// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/index/event_terms.h"

#include <algorithm>
#include <array>

#include "common/index/fields.h"

namespace chokepoint {

int count_roles(const EventRoles& roles) {
  const std::array all = {roles.actor, roles.target, roles.measure, roles.status};
  return static_cast<int>(
      std::count_if(all.begin(), all.end(), [](std::string_view role) { return !role.empty(); }));
}

std::string event_term(const EventRoles& roles) {
  std::string value;
  const auto add = [&value](char key, std::string_view role) {
    if (role.empty()) return;
    if (!value.empty()) value += kValueSeparator;
    value += key;
    value += '=';
    value += indexed_value(role);
  };
  add('a', roles.actor);
  add('t', roles.target);
  add('m', roles.measure);
  add('s', roles.status);
  return field_term(kEventPrefix, value);
}

std::vector<std::string> event_terms(const Event& event) {
  std::vector<std::string_view> targets(event.targets.begin(), event.targets.end());
  targets.emplace_back();  // the combinations that ask for no target
  std::vector<std::string> terms;
  for (const std::string_view target : targets) {
    for (unsigned mask = 0; mask < 8; ++mask) {
      const EventRoles roles{(mask & 1U) != 0 ? std::string_view(event.actor) : std::string_view(), target,
                             (mask & 2U) != 0 ? std::string_view(event.measure) : std::string_view(),
                             (mask & 4U) != 0 ? std::string_view(event.status) : std::string_view()};
      if (count_roles(roles) >= 2) terms.push_back(event_term(roles));
    }
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace chokepoint
