// SPDX-License-Identifier: GPL-2.0-or-later
// The YAML between "---" lines at the top of a text, as Jekyll, Hugo and pandoc have it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/clean/cleaner.h"

namespace chokepoint {

struct FrontMatter {
  SourceMetadata metadata;
  std::string_view body;           // what follows; into the text
  std::vector<std::string> notes;  // what was not read of it
};

// `text` is valid UTF-8 with LF line ends. What does not end within 64 KiB, or is no mapping, is text: then
// `body` is all of it. Of what is not YAML the part before the fault is taken, with a note. Linear.
FrontMatter read_front_matter(std::string_view text);

}  // namespace chokepoint
