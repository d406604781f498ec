// SPDX-License-Identifier: GPL-2.0-or-later
// XXH3 (xxhash.com), 128 bits, as 32 lower-case hexadecimal digits. For telling contents apart and for
// finding damage; it is no defence against somebody who wants two contents to hash alike.
#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

std::string content_hash(std::string_view bytes);

}  // namespace chokepoint
