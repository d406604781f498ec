// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/diagnostics.h"

#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

// One write(2) a line, so that lines of processes that share a log do not mix.
void write_line(std::string line) {
  line += '\n';
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
    if (written <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

void Diagnostics::error(std::string_view message, std::string_view hint,
                        const std::vector<std::string>& quote) const {
  std::vector<std::string> lines = {std::string(program_) + ": " + escape_line(message)};
  for (const std::string& line : quote) lines.push_back(escape_line(line));
  if (!hint.empty()) lines.push_back("hint: " + escape_line(hint));
  for (std::string& line : lines) write_line(std::move(line));
}

void Diagnostics::warning(std::string_view message) const {
  write_line(std::string(program_) + ": warning: " + escape_line(message));
}

void Diagnostics::note(std::string_view message) const {
  write_line(std::string(program_) + ": note: " + escape_line(message));
}

void Diagnostics::error(const Error& error) const {
  this->error(error.what(), error.hint());
}

ExitStatus exit_status_of(const Error& error) {
  if (dynamic_cast<const UsageError*>(&error) != nullptr) return ExitStatus::kUsage;
  if (dynamic_cast<const IndexError*>(&error) != nullptr) return ExitStatus::kIndex;
  if (dynamic_cast<const GuardError*>(&error) != nullptr) return ExitStatus::kGuard;
  if (dynamic_cast<const LockedError*>(&error) != nullptr) return ExitStatus::kLocked;
  if (dynamic_cast<const DeadlineError*>(&error) != nullptr) return ExitStatus::kDeadline;
  return ExitStatus::kResources;
}

bool reserve_standard_streams() {
  const bool has_output = ::fcntl(STDOUT_FILENO, F_GETFD) != -1;
  // open() takes the lowest free number, so this fills gaps among 0, 1 and 2 and stops above them.
  for (;;) {
    const int fd = ::open("/dev/null", O_RDWR);
    if (fd < 0) return has_output;
    if (fd > STDERR_FILENO) {
      ::close(fd);
      return has_output;
    }
  }
}

}  // namespace chokepoint
