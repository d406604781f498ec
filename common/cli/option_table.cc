// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/option_table.h"

#include <algorithm>

#include "common/facets/edit_distance.h"

namespace chokepoint {
namespace {

constexpr std::size_t kMaxSuggestionEdits = 2;

std::vector<std::string_view> parts_of(std::string_view value) {
  std::vector<std::string_view> parts;
  while (!value.empty()) {
    const std::size_t end = std::min(value.find('|'), value.size());
    parts.push_back(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
  }
  return parts;
}

bool is_literal(std::string_view part) {
  return std::none_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::string flag(std::string_view name) {
  return "--" + std::string(name);
}

std::string in_quotes(std::string_view text) {
  return '"' + std::string(text) + '"';
}

const OptionSpec* find_option(const OptionTable& table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [name](const OptionSpec& spec) { return spec.name == name; });
  return found == table.end() ? nullptr : &*found;
}

std::string_view nearest_option(const OptionTable& table, std::string_view wrong) {
  std::string_view nearest;
  std::size_t best = kMaxSuggestionEdits + 1;
  for (const OptionSpec& spec : table) {
    const std::size_t distance = edit_distance(wrong, spec.name, kMaxSuggestionEdits);
    if (distance >= best) continue;
    best = distance;
    nearest = spec.name;
  }
  return nearest;
}

std::vector<std::string_view> literal_values(const OptionSpec& spec) {
  std::vector<std::string_view> values = parts_of(spec.value);
  std::erase_if(values, [](std::string_view part) { return !is_literal(part); });
  return values;
}

bool takes_file_name(const OptionSpec& spec) {
  const std::vector<std::string_view> parts = parts_of(spec.value);
  return std::any_of(parts.begin(), parts.end(),
                     [](std::string_view part) { return part == "PATH" || part == "FILE" || part == "DIR"; });
}

OptionTable config_options(int group) {
  return {
      {kConfigOption, "FILE", group, "read options from FILE instead of the configuration file",
       Repeat::kOnce, Place::kCommandLine},
      {kNoConfigOption, "", group, "read no configuration file", Repeat::kOnce, Place::kCommandLine},
  };
}

}  // namespace chokepoint
