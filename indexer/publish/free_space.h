// SPDX-License-Identifier: GPL-2.0-or-later
// Whether a run will find room, said before it begins: a guess, so it warns and refuses nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "common/index/manifest.h"

namespace chokepoint {

// Bytes that a run takes at its peak, beside the generations that are there. `input_bytes` are those of the
// files that will be read; `current` is the generation that is there, if there is one.
std::uint64_t space_to_rebuild(std::uint64_t input_bytes, const std::optional<Manifest>& current);
std::uint64_t space_to_update(std::uint64_t input_bytes, const Manifest& current);

// Bytes that may be written on the file system of `directory`; nothing if it does not say.
std::optional<std::uint64_t> free_space(const std::filesystem::path& directory);

}  // namespace chokepoint
