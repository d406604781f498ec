// SPDX-License-Identifier: GPL-2.0-or-later
// Opening what a walk has found, however long ago that was: nothing on the way may have become a symbolic
// link. Where a path without links lay inside a root, what is opened lies inside that root, too, whatever
// other processes put into its place.
#pragma once

#include <string>

#include "indexer/unique_fd.h"

namespace chokepoint {

// Opens `name` in the directory `directory_fd`; `flags` as of open(2), O_CLOEXEC is added. A link gives
// ELOOP, also where the system says ENOTDIR of it. The result is empty after an error, errno says which.
UniqueFd open_child(int directory_fd, const char* name, int flags);

// Opens the absolute, canonical `path` name by name, so that it may also be longer than PATH_MAX. Directories
// on the way need no read permission. Errors as above.
UniqueFd open_without_links(const std::string& path, int flags);

}  // namespace chokepoint
