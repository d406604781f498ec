// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/run_lock.h"

#include <cerrno>
#include <cstring>
#include <thread>

#include <fcntl.h>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/interrupt.h"

namespace chokepoint {
namespace {

constexpr auto kPollInterval = std::chrono::milliseconds(100);

bool try_lock(int fd) {
  struct flock request {};
  request.l_type = F_WRLCK;
  request.l_whence = SEEK_SET;
  return ::fcntl(fd, F_OFD_SETLK, &request) == 0;
}

}  // namespace

RunLock::RunLock(const std::filesystem::path& db, std::chrono::seconds wait) {
  const std::filesystem::path path = db / kLockName;
  fd_ = UniqueFd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!fd_) throw IndexError("cannot open the lock \"" + path.string() + "\": " + std::strerror(errno));
  const auto deadline = std::chrono::steady_clock::now() + wait;
  while (!try_lock(fd_.get())) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
      throw IndexError("cannot lock \"" + path.string() + "\": " + std::strerror(errno));
    }
    check_interrupt();
    if (std::chrono::steady_clock::now() >= deadline) {
      throw LockedError("another indexer is working on \"" + db.string() + "\"",
                        "try again later, or wait with --lock-wait=SECONDS");
    }
    std::this_thread::sleep_for(kPollInterval);
  }
}

}  // namespace chokepoint
