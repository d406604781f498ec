// SPDX-License-Identifier: GPL-2.0-or-later
// The lock that lets one indexer at a time work on an index. An open-file-description lock (fcntl(2)): the
// kernel drops it when its process ends, however it ends, so there are no stale locks.
#pragma once

#include <chrono>
#include <filesystem>

#include "indexer/unique_fd.h"

namespace chokepoint {

class RunLock {
 public:
  // Takes the lock of the index directory `db`, which must exist; tries for at most `wait`. Throws
  // LockedError if another process has it then, IndexError if the directory cannot be written.
  RunLock(const std::filesystem::path& db, std::chrono::seconds wait);

 private:
  UniqueFd fd_;
};

}  // namespace chokepoint
