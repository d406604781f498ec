// SPDX-License-Identifier: GPL-2.0-or-later
// The fields of a YAML mapping, flat: what the front matter of an article needs of YAML, and no more.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

struct NamedValue {
  std::string name;
  std::string value;

  bool operator==(const NamedValue&) const = default;
};

struct NamedValues {
  std::vector<NamedValue> values;  // in the order of the text
  std::string fault;               // why what follows them was not read; empty if all was
};

// `yaml` is valid UTF-8. A list gives a value an element; of a mapping inside, only "name" is taken, as in
// `author: {name: Jane Doe, email: ...}`. Nothing if the text is no mapping. Anchors and aliases are a fault,
// and so is what is nested more than eight deep. Linear.
std::optional<NamedValues> read_yaml_fields(std::string_view yaml);

}  // namespace chokepoint
