// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/deadline.h"

#include <csignal>
#include <string>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/child_process.h"

namespace chokepoint {

TEST_CASE("deadline: work that is done in time goes on, also without a deadline") {
  { const Deadline none(std::chrono::milliseconds(0), "test"); }
  { const Deadline far(std::chrono::hours(1), "test"); }
  SUCCEED();
}

TEST_CASE("deadline: when it passes, the process ends with status 124") {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::close(STDERR_FILENO);
    const Deadline deadline(std::chrono::milliseconds(1), "test");
    for (;;) ::pause();
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 124);
}

TEST_CASE("deadline: whoever reads the results is given the answer that was prepared") {
  int pipe_ends[2];
  REQUIRE(::pipe(pipe_ends) == 0);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(pipe_ends[1], STDOUT_FILENO);
    ::close(STDERR_FILENO);
    const Deadline deadline(std::chrono::milliseconds(1), "test", "too late\n");
    for (;;) ::pause();
  }
  ::close(pipe_ends[1]);
  char buffer[32];
  const ssize_t count = ::read(pipe_ends[0], buffer, sizeof buffer);
  ::close(pipe_ends[0]);
  REQUIRE(::waitpid(child, nullptr, 0) == child);
  REQUIRE(count > 0);
  CHECK(std::string(buffer, static_cast<std::size_t>(count)) == "too late\n");
}

TEST_CASE("deadline: it says which, and comes to whoever was started with the alarm blocked") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  CHECK(exit_status_of([&ends] {
          ::dup2(ends[1], STDERR_FILENO);
          sigset_t alarm;
          ::sigemptyset(&alarm);
          ::sigaddset(&alarm, SIGALRM);
          ::sigprocmask(SIG_BLOCK, &alarm, nullptr);
          const Deadline deadline(std::chrono::milliseconds(50), "test");
          for (;;) ::pause();
          return 0;
        }) == 124);
  ::close(ends[1]);
  std::string said(1000, '\0');
  const ssize_t length = ::read(ends[0], said.data(), said.size());
  ::close(ends[0]);
  REQUIRE(length > 0);
  CHECK(said.substr(0, static_cast<std::size_t>(length)) ==
        "test: the deadline of 0.05 s passed\nhint: ask for less, or raise it with --timeout=SECONDS\n");
}

TEST_CASE("deadline: once the work is done it passes without harm") {
  CHECK(exit_status_of([] {
          { const Deadline deadline(std::chrono::milliseconds(20), "test"); }
          ::usleep(60'000);
          return 7;
        }) == 7);
}

}  // namespace chokepoint
