// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/publish/run_lock.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <memory>
#include <thread>

#include <catch2/catch.hpp>

#include "common/base/error.h"
#include "common/index/generation.h"
#include "indexer/interrupt.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_directory.h"

namespace chokepoint {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

}  // namespace

TEST_CASE("run lock: whoever comes second is refused at once, and may come when the first is gone") {
  const TempDirectory db;
  auto first = std::make_unique<RunLock>(db.path(), seconds(0));
  const auto begin = Clock::now();
  CHECK_THROWS_WITH(RunLock(db.path(), seconds(0)),
                    "another indexer is working on \"" + db.path().string() + "\"");
  CHECK_THROWS_AS(RunLock(db.path(), seconds(0)), LockedError);
  CHECK(Clock::now() - begin < seconds(2));
  first.reset();
  CHECK_NOTHROW(RunLock(db.path(), seconds(0)));
  CHECK_NOTHROW(RunLock(db.path(), seconds(0)));
}

TEST_CASE("run lock: another index has a lock of its own") {
  const TempDirectory one;
  const TempDirectory other;
  const RunLock first(one.path(), seconds(0));
  CHECK_NOTHROW(RunLock(other.path(), seconds(0)));
}

TEST_CASE("run lock: one process keeps another out, and leaves no lock when it is killed") {
  const TempDirectory db;
  const RunLock first(db.path(), seconds(0));
  CHECK(exit_status_of([&db] {
          try {
            const RunLock second(db.path(), seconds(0));
          } catch (const LockedError&) {
            return 75;
          }
          return 0;
        }) == 75);

  const TempDirectory killed;
  wait_status_of([&killed] {
    const RunLock lock(killed.path(), seconds(0));
    return ::raise(SIGKILL);
  });
  CHECK_NOTHROW(RunLock(killed.path(), seconds(0)));
}

TEST_CASE("run lock: waiting ends when the lock is free") {
  const TempDirectory db;
  auto first = std::make_unique<RunLock>(db.path(), seconds(0));
  std::thread owner([&first] {
    std::this_thread::sleep_for(milliseconds(150));
    first.reset();
  });
  const auto begin = Clock::now();
  CHECK_NOTHROW(RunLock(db.path(), seconds(600)));
  CHECK(Clock::now() - begin >= milliseconds(100));
  owner.join();
}

TEST_CASE("run lock: waiting ends when its time is over, and not before") {
  const TempDirectory db;
  const RunLock first(db.path(), seconds(0));
  const auto begin = Clock::now();
  CHECK_THROWS_AS(RunLock(db.path(), seconds(1)), LockedError);
  CHECK(Clock::now() - begin >= seconds(1));
}

TEST_CASE("run lock: a signal ends the waiting") {
  const TempDirectory db;
  const RunLock first(db.path(), seconds(0));
  CHECK(exit_status_of([&db] {
          std::signal(SIGTERM, SIG_DFL);  // whoever started the tests may have it ignored
          install_signal_handlers();
          ::raise(SIGTERM);
          try {
            const RunLock second(db.path(), seconds(600));
          } catch (const Interrupted& interrupted) {
            return interrupted.signal();
          }
          return 0;
        }) == SIGTERM);
}

TEST_CASE("run lock: no directory, and a link in the place of the lock, are errors of the index") {
  const TempDirectory db;
  CHECK_THROWS_AS(RunLock(db.path() / "absent", seconds(0)), IndexError);
  const std::filesystem::path target = db.path() / "target";
  std::filesystem::create_symlink(target, db.path() / kLockName);
  CHECK_THROWS_AS(RunLock(db.path(), seconds(0)), IndexError);
  CHECK_FALSE(std::filesystem::exists(target));
}

TEST_CASE("run lock: a program that the run starts does not inherit the lock") {
  const TempDirectory db;
  {
    const RunLock lock(db.path(), seconds(0));
    REQUIRE(std::system("sleep 2 >/dev/null 2>&1 &") == 0);
  }
  CHECK_NOTHROW(RunLock(db.path(), seconds(0)));
}

}  // namespace chokepoint
