// SPDX-License-Identifier: GPL-2.0-or-later
// Between fork and exec the child of a program with threads may call only what is async-signal-safe: what it
// needs is prepared before.
//
// The child leads a session of its own, which the jail lets nobody leave. The parent waits for the leader
// without reaping it, so that the group's number cannot be given to others before the group is killed, and is
// the "subreaper" of orphans, so that it can wait for all of them and none is left as a zombie.
#include "indexer/source/confined_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/error.h"
#include "indexer/interrupt.h"
#include "indexer/source/process_jail.h"
#include "indexer/unique_fd.h"

namespace chokepoint {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kPath = "/usr/local/bin:/usr/bin:/bin";
constexpr std::size_t kKeptErrorBytes = 4096;
constexpr std::size_t kReadBytes = 64 * 1024;
constexpr std::chrono::milliseconds kTick{100};  // how often an interrupt is looked for

[[noreturn]] void throw_system_error(const char* what) {
  throw InputError(std::string("cannot start a converter: ") + what + ": " + std::strerror(errno),
                   "use fewer --jobs");
}

// A file in memory that nobody can change any more, to be read from its beginning.
UniqueFd sealed_file(std::string_view content) {
  UniqueFd file(::memfd_create("article", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file) throw_system_error("memfd_create");
  while (!content.empty()) {
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error("write");
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fcntl(file.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
    throw_system_error("sealing");
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

struct Pipe {
  UniqueFd read_end;
  UniqueFd write_end;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw_system_error("pipe");
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

// What the child needs, made before the fork.
struct ChildPlan {
  const char* path;
  char* const* arguments;
  char* const* environment;
  const ProcessJail* jail;
  const ProcessLimits* limits;
  pid_t parent;
  int input;
  int output;
  int errors;
  int start_error;  // takes the errno of what failed before the program ran; closed by a good start
};

// Gives the descriptors their places and closes all others. No source is overwritten before it is copied:
// those that stand in the way of a place are above 3, as the standard streams are reserved.
bool arrange_descriptors(const ChildPlan& plan) {
  constexpr int kStartError = 3;
  const int start_error = ::fcntl(plan.start_error, F_DUPFD_CLOEXEC, kStartError + 1);
  return start_error >= 0 && ::dup2(plan.input, STDIN_FILENO) >= 0 &&
         ::dup2(plan.output, STDOUT_FILENO) >= 0 && ::dup2(plan.errors, STDERR_FILENO) >= 0 &&
         ::dup3(start_error, kStartError, O_CLOEXEC) >= 0 &&
         ::syscall(SYS_close_range, kStartError + 1, ~0U, 0) == 0;
}

// Signals as a new program expects them; the parent ignores some.
void reset_signals() {
  for (const int signal : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP}) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void run_child(const ChildPlan& plan) {
  constexpr int kCannotStart = 127;
  int report = plan.start_error;
  if (arrange_descriptors(plan)) {
    report = 3;
    ::setsid();
    reset_signals();
    // The program does not outlive an indexer that is killed. A new user namespace would undo it: so after
    // that.
    if (::chdir("/") == 0 && plan.jail->enter(plan.limits->time, plan.limits->memory_bytes) &&
        ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == plan.parent)
      ::execve(plan.path, plan.arguments, plan.environment);
  }
  const int error = errno;
  static_cast<void>(!::write(report, &error, sizeof error));
  ::_exit(kCannotStart);
}

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

// A process and all that it starts; when this goes, so have they.
class ProcessGroup {
 public:
  explicit ProcessGroup(pid_t leader) : leader_(leader) {}
  ProcessGroup(const ProcessGroup&) = delete;
  ProcessGroup& operator=(const ProcessGroup&) = delete;
  ~ProcessGroup() { end(); }

  pid_t leader() const { return leader_; }

  // Ends all of it at once: nothing that a fork makes meanwhile gets away.
  void kill() const { ::kill(-leader_, SIGKILL); }

  // Whether the leader has ended. It stays unreaped, and with it the group's number ours.
  bool has_ended() const {
    siginfo_t info{};
    return ::waitid(P_PID, static_cast<id_t>(leader_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == leader_;
  }

  // Kills what is left, reaps all of it and returns the leader's status as wait(2) has it.
  int end() {
    if (is_gone_) return status_;
    is_gone_ = true;
    kill();
    ::kill(leader_, SIGKILL);  // before it leads its group, it is alone
    int status = 0;
    while (::waitpid(leader_, &status_, 0) < 0 && errno == EINTR) {
    }
    for (pid_t pid = 0; (pid = ::waitpid(-leader_, &status, 0)) > 0 || (pid < 0 && errno == EINTR);) {
    }
    return status_;
  }

 private:
  pid_t leader_;
  bool is_gone_ = false;
  int status_ = 0;
};

pid_t start(const ChildPlan& plan) {
  // No handler of ours may run in the child before it has reset them.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid == 0) run_child(plan);
  const int error = errno;
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  if (pid < 0) throw_system_error("fork");
  return pid;
}

// Reads what is there; closes the pipe at its end. What goes beyond `kept_bytes` is read and dropped.
void read_available(UniqueFd& pipe, std::string& kept, std::size_t kept_bytes) {
  std::array<char, kReadBytes> buffer;
  const ssize_t length = ::read(pipe.get(), buffer.data(), buffer.size());
  if (length > 0) {
    kept.append(buffer.data(), std::min(static_cast<std::size_t>(length), kept_bytes - kept.size()));
  } else if (length == 0 || errno != EINTR) {
    pipe = UniqueFd();
  }
}

bool is_readable(const pollfd& polled) {
  return (polled.revents & (POLLIN | POLLHUP | POLLERR)) != 0;
}

// Takes what the group writes until its leader has ended and nothing more is in the pipes, or a limit is met.
// What the leader leaves behind is killed, or it could write on.
ProcessEnd collect(const ProcessGroup& group, int leader_handle, UniqueFd& output, UniqueFd& errors,
                   const ProcessLimits& limits, ProcessResult& result) {
  const Clock::time_point deadline = Clock::now() + limits.time;
  for (;;) {
    check_interrupt();
    const bool has_ended = group.has_ended();
    if (has_ended) group.kill();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (!has_ended && left.count() <= 0) return ProcessEnd::kTimedOut;
    std::array polled = {pollfd{output.get(), POLLIN, 0}, pollfd{errors.get(), POLLIN, 0},
                         pollfd{has_ended ? -1 : leader_handle, POLLIN, 0}};
    const auto wait = has_ended ? std::chrono::milliseconds(0) : std::min(left, kTick);
    const int ready = ::poll(polled.data(), polled.size(), static_cast<int>(wait.count()));
    if (has_ended && ready <= 0) return ProcessEnd::kExited;
    if (is_readable(polled[0])) read_available(output, result.output, limits.output_bytes + 1);
    if (is_readable(polled[1])) read_available(errors, result.errors, kKeptErrorBytes);
    if (result.output.size() > limits.output_bytes) return ProcessEnd::kTooMuchOutput;
  }
}

void set_end(ProcessResult& result, ProcessEnd end, int status) {
  result.end = end;
  if (end != ProcessEnd::kExited) return;
  if (WIFEXITED(status)) {
    result.code = WEXITSTATUS(status);
    return;
  }
  result.code = WTERMSIG(status);
  result.end = result.code == SIGXCPU ? ProcessEnd::kTimedOut : ProcessEnd::kSignalled;
}

const ProcessJail& jail() {
  static const ProcessJail jail = [] {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    return ProcessJail();
  }();
  return jail;
}

}  // namespace

std::optional<std::string> find_program(const std::string& program) {
  if (program.find('/') != std::string::npos)
    return ::access(program.c_str(), X_OK) == 0 ? std::optional(program) : std::nullopt;
  for (std::string_view rest = kPath; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const std::string path = std::string(rest.substr(0, end)) + "/" + program;
    if (::access(path.c_str(), X_OK) == 0) return path;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

ProcessResult run_confined(const std::string& path, const std::vector<std::string>& words,
                           std::string_view input, const ProcessLimits& limits) {
  check_interrupt();
  std::vector<std::string> argument_words = words;
  std::vector<std::string> environment_words = {std::string("PATH=") + kPath, "LANG=C.UTF-8"};
  const std::vector<char*> arguments = pointers_to(argument_words);
  const std::vector<char*> environment = pointers_to(environment_words);
  const UniqueFd file = sealed_file(input);
  Pipe output = make_pipe();
  Pipe errors = make_pipe();
  Pipe start_error = make_pipe();

  ProcessGroup group(
      start({path.c_str(), arguments.data(), environment.data(), &jail(), &limits, ::getpid(), file.get(),
             output.write_end.get(), errors.write_end.get(), start_error.write_end.get()}));
  output.write_end = UniqueFd();
  errors.write_end = UniqueFd();
  start_error.write_end = UniqueFd();

  ProcessResult result;
  int error = 0;
  ssize_t length = 0;
  while ((length = ::read(start_error.read_end.get(), &error, sizeof error)) < 0 && errno == EINTR) {
  }
  if (length > 0) {
    result.code = error;
    return result;
  }
  const UniqueFd leader_handle(static_cast<int>(::syscall(SYS_pidfd_open, group.leader(), 0)));
  const ProcessEnd end =
      collect(group, leader_handle.get(), output.read_end, errors.read_end, limits, result);
  set_end(result, end, group.end());
  return result;
}

}  // namespace chokepoint
