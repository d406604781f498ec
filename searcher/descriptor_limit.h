// SPDX-License-Identifier: GPL-2.0-or-later
// Xapian keeps the tables of each index open, and the usual limit of 1,024 descriptors ends at about 200
// indexes.
#pragma once

#include <cstddef>

namespace chokepoint {

// Raises the limit of this process to what `indexes` take. Throws InputError if that is not allowed: an index
// that could not be opened for lack of descriptors would else look like a damaged or missing one.
void allow_open_indexes(std::size_t indexes);

}  // namespace chokepoint
