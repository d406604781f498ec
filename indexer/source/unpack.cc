// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/source/unpack.h"

namespace chokepoint {

std::variant<UnpackedFile, Skip> unpack_file(std::string bytes, std::string name, std::uint64_t /*max_bytes*/,
                                             const std::string& /*path*/) {
  return UnpackedFile{std::move(bytes), std::move(name)};
}

}  // namespace chokepoint
