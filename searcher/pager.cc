// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/pager.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/cli/terminal.h"

namespace chokepoint {
namespace {

constexpr const char* kDefaultPager = "less";
// What sh says of a command that it cannot run or find.
constexpr int kNotRun = 126;
constexpr int kNotFound = 127;

// Ignores the signals that are meant for the pager, and the one of a pipe whose reader has gone.
class SignalsForPager {
 public:
  SignalsForPager() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) before_[i] = std::signal(kSignals[i], SIG_IGN);
  }
  ~SignalsForPager() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) std::signal(kSignals[i], before_[i]);
  }
  SignalsForPager(const SignalsForPager&) = delete;
  SignalsForPager& operator=(const SignalsForPager&) = delete;

  static constexpr std::array kSignals = {SIGINT, SIGQUIT, SIGPIPE};

 private:
  std::array<void (*)(int), kSignals.size()> before_{};
};

// Starts `command` with standard input from `input`; returns its process, or -1.
pid_t start(const std::string& command, int input) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : SignalsForPager::kSignals) sigaddset(&defaults, signal);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);

  std::string shell = "sh";
  std::string option = "-c";
  std::string script = command;
  std::array<char*, 4> arguments = {shell.data(), option.data(), script.data(), nullptr};
  pid_t process = -1;
  const int error = posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

// Until all is written or the reader has gone.
void feed(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool ended_without_running(pid_t process) {
  int status = 0;
  while (::waitpid(process, &status, 0) < 0) {
    if (errno != EINTR) return false;
  }
  return WIFEXITED(status) && (WEXITSTATUS(status) == kNotRun || WEXITSTATUS(status) == kNotFound);
}

// False if the pager could not be run, so that nothing was shown.
bool show(const std::string& command, std::string_view text) {
  // Colours and links pass, short text ends at once and stays; what the user has set is left alone.
  ::setenv("LESS", "FRX", 0);
  ::setenv("LESSCHARSET", "utf-8", 0);
  ::setenv("LV", "-c", 0);
  std::array<int, 2> pipe_ends{};
  if (::pipe2(pipe_ends.data(), O_CLOEXEC) != 0) return false;
  const SignalsForPager ignored;
  const pid_t process = start(command, pipe_ends[0]);
  ::close(pipe_ends[0]);
  if (process > 0) feed(pipe_ends[1], text);
  ::close(pipe_ends[1]);
  return process > 0 && !ended_without_running(process);
}

bool is_longer_than_terminal(std::string_view text) {
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  return lines + 1 > terminal_rows(STDOUT_FILENO);  // and the prompt
}

// A terminal without a size is one that a program made, and nobody is there to press a key.
bool can_page() {
  const char* terminal = std::getenv("TERM");
  return terminal_rows(STDOUT_FILENO) > 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

std::optional<std::string> pager_command() {
  const char* command = std::getenv("CHOKEPOINT_PAGER");
  if (command == nullptr) command = std::getenv("PAGER");
  if (command == nullptr) command = kDefaultPager;
  const std::string_view text = command;
  if (text.find_first_not_of(' ') == std::string_view::npos || text == "cat") return std::nullopt;
  return std::string(text);
}

PagedOutput::PagedOutput(Paging paging, OutputStream& out, const Diagnostics& diagnostics)
    : out_(out), diagnostics_(diagnostics) {
  if (paging == Paging::kAuto && can_page()) command_ = pager_command();
}

void PagedOutput::write(std::string_view bytes) {
  if (command_) {
    text_ += bytes;
  } else {
    out_.write(bytes);
  }
}

void PagedOutput::flush() {
  if (!command_) out_.flush();
}

void PagedOutput::finish() {
  if (command_ && is_longer_than_terminal(text_)) {
    if (show(*command_, text_)) return;
    diagnostics_.note("cannot run the pager \"" + *command_ + "\"; --pager=never does without");
  }
  out_.write(text_);
  text_.clear();
  out_.flush();
}

}  // namespace chokepoint
