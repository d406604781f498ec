// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/descriptor_limit.h"

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr int kRefused = 1;
constexpr int kAsItWas = 2;
constexpr int kRaised = 3;

// What becomes of a process under these limits, which it cannot take back.
int outcome(rlim_t soft, rlim_t hard, std::size_t indexes) {
  const pid_t child = ::fork();
  if (child == 0) {
    struct rlimit limit {
      soft, hard
    };
    ::setrlimit(RLIMIT_NOFILE, &limit);
    try {
      allow_open_indexes(indexes);
    } catch (const InputError&) {
      ::_exit(kRefused);
    }
    ::getrlimit(RLIMIT_NOFILE, &limit);
    ::_exit(limit.rlim_cur == soft ? kAsItWas : kRaised);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WEXITSTATUS(status);
}

}  // namespace

TEST_CASE("descriptor limit: raised where many indexes need it and it is allowed") {
  CHECK(outcome(256, 1024, 1) == kAsItWas);
  CHECK(outcome(256, 1024, 100) == kRaised);
  CHECK(outcome(256, 1024, 200) == kRefused);
  CHECK(outcome(10, 10, 1) == kRefused);
}

}  // namespace chokepoint
