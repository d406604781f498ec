// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/output_stream.h"

#include <csignal>
#include <string>
#include <thread>

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/error.h"

namespace chokepoint {

TEST_CASE("output_stream: a full disk is an error, not an answer") {
  const int fd = ::open("/dev/full", O_WRONLY);
  REQUIRE(fd >= 0);
  OutputStream stream(fd);
  stream.write("some results\n");
  CHECK_THROWS_WITH(stream.flush(), "cannot write the results: No space left on device");
  CHECK_NOTHROW(stream.flush());  // nothing is tried twice
  CHECK_THROWS_AS(stream.write(std::string(1'000'000, 'x')), InputError);
  ::close(fd);
}

TEST_CASE("output_stream: a closed descriptor is an error") {
  OutputStream stream(-1);
  stream.write("x");
  CHECK_THROWS_WITH(stream.flush(), "cannot write the results: Bad file descriptor");
}

TEST_CASE("output_stream: everything arrives through a slow pipe that does not block") {
  int ends[2];
  REQUIRE(::pipe2(ends, O_NONBLOCK) == 0);
  const std::string sent(1'000'000, 'y');
  std::string got;
  std::thread reader([&got, fd = ends[0]] {
    ::fcntl(fd, F_SETFL, 0);
    char buffer[4096];
    for (ssize_t n = 0; (n = ::read(fd, buffer, sizeof buffer)) > 0;)
      got.append(buffer, static_cast<std::size_t>(n));
  });
  OutputStream stream(ends[1]);
  for (std::size_t i = 0; i < sent.size(); i += 1000) stream.write(std::string_view(sent).substr(i, 1000));
  stream.flush();
  ::close(ends[1]);
  reader.join();
  ::close(ends[0]);
  CHECK(got == sent);
}

TEST_CASE("output_stream: a closed pipe ends the process by SIGPIPE, ignored or not") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGPIPE, SIG_IGN);
    OutputStream stream(ends[1]);
    stream.write("x");
    try {
      stream.flush();
    } catch (const Error&) {
      ::_exit(7);
    }
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  ::close(ends[1]);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGPIPE);
}

}  // namespace chokepoint
