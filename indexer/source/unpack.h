// SPDX-License-Identifier: GPL-2.0-or-later
// Takes the compression off a file: gzip, zstd and brotli, recognised by content (a body that was saved as
// the server sent it has no suffix), or by suffix where the format has no mark of its own.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "indexer/source/skip.h"

namespace chokepoint {

struct UnpackedFile {
  std::string bytes;
  std::string name;  // base name without ".gz", ".zst", ".br"
};

// `bytes` are the file's, `name` its base name. What is not compressed comes back as it is. Skips:
// "truncated" (partial text is dropped), "too-big" (more than `max_bytes` unpacked, or a ratio that only
// bombs have), "bad-archive".
std::variant<UnpackedFile, Skip> unpack_file(std::string bytes, std::string name, std::uint64_t max_bytes,
                                             const std::string& path);

}  // namespace chokepoint
