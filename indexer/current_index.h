// SPDX-License-Identifier: GPL-2.0-or-later
// The index as a run finds it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "common/index/manifest.h"
#include "indexer/sources.h"

namespace chokepoint {

struct CurrentIndex {
  std::optional<Generation> generation;
  std::optional<Manifest> manifest;  // absent if there is no generation, or a rebuild finds it damaged
  Sources sources;

  bool has_articles() const { return manifest && manifest->articles != 0; }
  std::vector<std::string> roots() const { return manifest ? manifest->roots : std::vector<std::string>(); }
};

enum class Damage { kIsError, kIsMended };

// Throws `error` with a hint at how to mend a damaged index.
[[noreturn]] void fail_for_damage(const IndexError& error);

// Throws IndexError if the current generation is damaged, as far as the sizes of its files tell, and `damage`
// says so; InputError if the system is short of something.
CurrentIndex open_current_index(const std::filesystem::path& db, Damage damage);

}  // namespace chokepoint
