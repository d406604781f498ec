// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/output_stream.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <poll.h>
#include <unistd.h>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

// The reader is gone, which is how "| head" ends: quietly, by the signal that our parent may have had us
// ignore (so does Xapian when it opens a remote shard).
void end_by_sigpipe() {
  std::signal(SIGPIPE, SIG_DFL);
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_UNBLOCK, &pipe, nullptr);
  raise(SIGPIPE);
}

void wait_until_writable(int fd) {
  pollfd waited{fd, POLLOUT, 0};
  ::poll(&waited, 1, -1);
}

}  // namespace

void OutputStream::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) flush();
}

void OutputStream::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_until_writable(fd_);
    } else if (errno != EINTR) {
      const int error = errno;
      buffer_.clear();  // nothing is written twice
      if (error == EPIPE) end_by_sigpipe();
      throw InputError("cannot write " + name_ + ": " + std::strerror(error));
    }
  }
  buffer_.clear();
}

}  // namespace chokepoint
