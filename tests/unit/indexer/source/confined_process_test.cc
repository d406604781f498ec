// SPDX-License-Identifier: GPL-2.0-or-later
// What a confined program can and cannot do. The programs are shell and Python, which every Debian machine
// that runs the tests has.
#include "indexer/source/confined_process.h"

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temp_directory.h"

using namespace chokepoint;
using namespace std::chrono_literals;

namespace {

ProcessResult run(const std::vector<std::string>& words, std::string_view input = "",
                  ProcessLimits limits = {}) {
  const auto path = find_program(words.front());
  REQUIRE(path.has_value());
  return run_confined(*path, words, input, limits);
}

ProcessResult shell(const std::string& script, std::string_view input = "",
                    const ProcessLimits& limits = {}) {
  return run({"sh", "-c", script}, input, limits);
}

ProcessResult python(const std::string& script, const ProcessLimits& limits = {}) {
  return run({"python3", "-c", script}, "", limits);
}

ProcessLimits within(std::chrono::milliseconds time) {
  ProcessLimits limits;
  limits.time = time;
  return limits;
}

// Nothing that was started is left, dead or alive.
void check_no_children() {
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

// The numbers of the processes whose command line has `mark`.
int count_processes(const std::string& mark) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream in(entry.path() / "cmdline", std::ios::binary);
    std::string line;
    std::getline(in, line);
    if (line.find(mark) != std::string::npos) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("confined_process: a program reads standard input and its output is taken", "[source]") {
  const std::string big(3'000'000, 'x');
  const ProcessResult result = run({"cat"}, big);
  CHECK(result.end == ProcessEnd::kExited);
  CHECK(result.code == 0);
  CHECK(result.output == big);
  CHECK(shell("cat /dev/stdin", "by name").output == "by name");
  CHECK(shell("cat /proc/self/fd/0 - ", "twice,").output == "twice,twice,");
  check_no_children();
}

TEST_CASE("confined_process: environment, directory and descriptors are fixed", "[source]") {
  CHECK(shell("/usr/bin/env | sort; pwd").output ==
        "LANG=C.UTF-8\nPATH=/usr/local/bin:/usr/bin:/bin\nPWD=/\n/\n");
  CHECK(python("import os; print(sorted(os.listdir('/proc/self/fd'))[:3], len(os.listdir('/proc/self/fd')))")
            .output == "['0', '1', '2'] 4\n");  // the fourth is the listing itself
  const TempDirectory directory;
  const std::ofstream open_file(directory.path() / "open");
  CHECK(shell("ls /proc/self/fd | wc -l").output == "4\n");
}

TEST_CASE("confined_process: how a program ended is told", "[source]") {
  const ProcessResult failed = shell("echo partial; echo 'cannot read it' >&2; echo more >&2; exit 3");
  CHECK(failed.end == ProcessEnd::kExited);
  CHECK(failed.code == 3);
  CHECK(failed.errors == "cannot read it\nmore\n");

  const ProcessResult crashed = python("import ctypes; ctypes.string_at(0)");
  CHECK(crashed.end == ProcessEnd::kSignalled);
  CHECK(crashed.code == SIGSEGV);

  const TempDirectory directory;
  const auto script = directory.write("script", "#!/no/such/interpreter\n");
  std::filesystem::permissions(script, std::filesystem::perms::all);
  const ProcessResult missing = run_confined(script, {"script"}, "", {});
  CHECK(missing.end == ProcessEnd::kNotStarted);
  CHECK(missing.code == ENOENT);
  check_no_children();
}

TEST_CASE("confined_process: a program that does not end is ended, with all that it started", "[source]") {
  const char* kScripts[] = {
      "sleep 987654",
      "trap '' TERM INT HUP; while :; do sleep 987654; done",
      "sleep 987654 & sleep 987654 & sleep 987654 & wait",
      "exec >&- 2>&-; sleep 987654",
      "(trap '' TERM; sleep 987654) & sleep 987654",
      "while :; do sleep 987654 & done",  // as many as there may be, as fast as they start
  };
  for (const char* script : kScripts) {
    INFO(script);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(shell(script, "", within(300ms)).end == ProcessEnd::kTimedOut);
    CHECK(std::chrono::steady_clock::now() - begin < 20s);
    CHECK(count_processes("987654") == 0);
    check_no_children();
  }
}

TEST_CASE("confined_process: what a program leaves behind when it ends is ended, too", "[source]") {
  CHECK(shell("sleep 987654 & echo done").output == "done\n");
  CHECK(python("import os,sys\nif os.fork()==0:\n  try: os.setsid()\n  except OSError: pass\n  "
               "os.execvp('sleep',['sleep','987654'])\n"
               "print('done')")
            .output == "done\n");
  CHECK(count_processes("987654") == 0);
  check_no_children();
}

TEST_CASE("confined_process: output beyond the limit ends the program; errors are read and dropped",
          "[source]") {
  ProcessLimits limits;
  limits.output_bytes = 1'000'000;
  const ProcessResult flood = shell("yes", "", limits);
  CHECK(flood.end == ProcessEnd::kTooMuchOutput);
  CHECK(flood.output.size() <= 1'000'001);
  CHECK(shell("head -c 1000000 /dev/zero", "", limits).end == ProcessEnd::kExited);
  const ProcessResult chatty = shell("head -c 5000000 /dev/zero | tr '\\0' e >&2; echo ok");
  CHECK(chatty.output == "ok\n");
  CHECK(chatty.errors == std::string(4096, 'e'));
  check_no_children();
}

TEST_CASE("confined_process: no network, no writing, no other process", "[source]") {
  const TempDirectory directory;
  const std::string file = directory.write("file", "content").string();
  std::filesystem::permissions(directory.path(), std::filesystem::perms::all);
  const std::string indexer = std::to_string(::getpid());
  // Each raises PermissionError.
  const std::string kRefused[] = {
      "socket.socket()",
      "socket.socket(socket.AF_UNIX)",
      "socket.create_connection(('127.0.0.1', 80))",
      "open('" + file + "', 'w')",
      "open('" + file + "', 'a')",
      "open('" + file + "', 'r+')",
      "open('" + directory.path().string() + "/new', 'x')",
      "os.open('" + directory.path().string() + "', os.O_TMPFILE | os.O_RDWR)",
      "os.unlink('" + file + "')",
      "os.truncate('" + file + "', 0)",
      "os.rename('" + file + "', '" + file + "2')",
      "os.link('" + file + "', '" + file + "2')",
      "os.symlink('" + file + "', '" + file + "2')",
      "os.mkdir('" + file + "2')",
      "os.mkfifo('" + file + "2')",
      "os.chmod('" + file + "', 0)",
      "os.chown('" + file + "', 1, 1)",
      "os.utime('" + file + "')",
      "os.setxattr('" + file + "', 'user.a', b'b')",
      "os.kill(" + indexer + ", 0)",
      "os.kill(-1, 9)",
      "os.killpg(0, 9)",
      "os.setsid()",
      "os.setpgid(0, 0)",
      "os.chroot('/')",
      "resource.prlimit(" + indexer + ", resource.RLIMIT_CPU)",
      "fcntl.ioctl(0, termios.TIOCSTI, b'x')",
  };
  for (const std::string& call : kRefused) {
    INFO(call);
    const ProcessResult result =
        python("import fcntl, os, resource, socket, termios\ntry:\n  " + call +
               "\n  print('allowed')\nexcept PermissionError as e:\n  print('refused', e.errno)\n");
    CHECK(result.errors == "");
    CHECK(result.output == "refused 1\n");
  }
  CHECK(directory.write("file2", "").string() == file + "2");  // none was made before
  std::string content;
  std::getline(std::ifstream(file) >> std::ws, content);
  CHECK(content == "content");
}

TEST_CASE("confined_process: memory is limited", "[source]") {
  ProcessLimits limits;
  limits.memory_bytes = 256ULL * 1024 * 1024;
  const ProcessResult result = python("x = bytearray(10**9)", limits);
  CHECK(result.end == ProcessEnd::kExited);
  CHECK(result.code == 1);
}

TEST_CASE("confined_process: the input cannot be changed by who reads it", "[source]") {
  CHECK(python("import os\ntry:\n  os.write(0, b'x'); print('allowed')\nexcept OSError: print('refused')")
            .output == "refused\n");
}

TEST_CASE("confined_process: many threads run programs at once", "[source]") {
  std::atomic<int> good{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&good, t] {
      for (int i = 0; i < 25; ++i) {
        const std::string input = std::to_string(t * 100 + i);
        if (run_confined("/bin/cat", {"cat"}, input, {}).output == input) ++good;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == 100);
  check_no_children();
}
