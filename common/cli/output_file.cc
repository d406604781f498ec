// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/output_file.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

#include "common/base/error.h"

namespace chokepoint {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

}  // namespace

OutputFile::OutputFile(int fd, std::string name) : fd_(fd), name_(std::move(name)) {}

void OutputFile::write(std::string_view text) {
  buffer_ += text;
  if (buffer_.size() >= kBufferBytes) flush();
}

void OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw InputError("cannot write " + name_ + ": " + std::strerror(errno));
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

}  // namespace chokepoint
